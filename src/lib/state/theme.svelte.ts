export const THEMES = ['system', 'light', 'dark'] as const;
export type ThemeName = (typeof THEMES)[number];

/** A cookie, so that the server sends the page in its theme. */
export const THEME_COOKIE = 'theme';
const A_YEAR = 365 * 24 * 60 * 60;

export const isTheme = (text: string | null | undefined): text is ThemeName => THEMES.some((theme) => theme === text);

/** The chosen theme of this browser; `system` follows the operating system. */
export class Theme {
	#current = $state<ThemeName>('system');

	/** Reads what the page came with. Call in the browser. */
	load(): void {
		const shown = document.documentElement.dataset.theme;
		if (isTheme(shown)) this.#current = shown;
	}

	get current(): ThemeName {
		return this.#current;
	}

	choose(theme: ThemeName): void {
		const secure = location.protocol === 'https:' ? '; secure' : '';
		document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${A_YEAR}; samesite=lax${secure}`;
		this.#current = theme;
		if (theme === 'system') delete document.documentElement.dataset.theme;
		else document.documentElement.dataset.theme = theme;
	}
}
