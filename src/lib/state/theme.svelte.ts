export const THEMES = ['system', 'light', 'dark'] as const;
export type ThemeName = (typeof THEMES)[number];

const STORAGE_KEY = 'lagestavlan.theme';

const isTheme = (text: string | null): text is ThemeName => THEMES.some((theme) => theme === text);

/** The chosen theme of this browser; `system` follows the operating system. */
export class Theme {
	#current = $state<ThemeName>('system');

	/** Reads what was chosen before. Call in the browser. */
	load(storage: Storage = localStorage): void {
		const stored = storage.getItem(STORAGE_KEY);
		if (isTheme(stored)) this.#show(stored);
	}

	get current(): ThemeName {
		return this.#current;
	}

	choose(theme: ThemeName, storage: Storage = localStorage): void {
		storage.setItem(STORAGE_KEY, theme);
		this.#show(theme);
	}

	#show(theme: ThemeName) {
		this.#current = theme;
		if (theme === 'system') delete document.documentElement.dataset.theme;
		else document.documentElement.dataset.theme = theme;
	}
}
