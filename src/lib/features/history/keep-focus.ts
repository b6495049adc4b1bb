import { tick } from 'svelte';
import { afterNavigate, beforeNavigate } from '$app/navigation';

const nameOf = (control: Element | null): string | null =>
	control?.closest<HTMLElement>('[data-focus]')?.dataset['focus'] ?? control?.getAttribute('name') ?? null;

const likeOf = (name: string): HTMLElement | null =>
	document.querySelector<HTMLElement>(`[data-focus="${name}"], [name="${name}"]:not([type='hidden'])`);

/**
 * For a page that answers in its own place: what had focus and is drawn anew has it again, so that whoever uses keys
 * goes on from there. A field is known by its name, anything else by its `data-focus`. `otherwise` is where focus goes
 * when there is no such thing any more.
 */
export function keepFocus(otherwise: string): void {
	let name: string | null = null;
	beforeNavigate(() => void (name = nameOf(document.activeElement)));
	afterNavigate(async ({ from, to }) => {
		if (name === null || from?.route.id !== to?.route.id) return;
		const asked = name;
		await tick();
		if (document.activeElement !== document.body) return; // it was not drawn anew
		(likeOf(asked) ?? document.querySelector<HTMLElement>(otherwise))?.focus();
	});
}
