import { afterNavigate, pushState, replaceState } from '$app/navigation';
import { untrack } from 'svelte';

/** Something of the page's state that lives in the address. */
export interface AddressPart {
	read(params: URLSearchParams): void;
	write(params: URLSearchParams): void;
}

/**
 * Keeps the address and a part of the state alike, both ways. Call it while a component is made. `pushes` says when a
 * change is a step that the back button should undo: opening a card is, a letter in the filter is not.
 */
export function keepAddress(part: AddressPart, pushes: (before: URLSearchParams, after: URLSearchParams) => boolean) {
	afterNavigate(({ to }) => to && part.read(to.url.searchParams));

	let isFirst = true; // what the page came with is left as it is, however it is spelt
	$effect(() => {
		const url = new URL(location.href);
		const before = url.search;
		part.write(url.searchParams);
		const isSame = new URLSearchParams(before).toString() === url.searchParams.toString();
		if (isFirst || isSame) return void (isFirst = false);
		const push = pushes(new URLSearchParams(before), url.searchParams);
		untrack(() => (push ? pushState : replaceState)(url, {}));
	});

	$effect(() => {
		const back = () => part.read(new URLSearchParams(location.search));
		addEventListener('popstate', back);
		return () => removeEventListener('popstate', back);
	});
}
