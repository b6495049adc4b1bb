const MARGIN = 8;
const GAP = 4;

/**
 * Puts an open popover under (or, where there is no room, over) what opened it, inside the window. It stays invisible
 * until it has a place: `toggle` comes after the browser has shown it.
 */
export function placePopover(popover: HTMLElement, anchor: HTMLElement, align: 'start' | 'end' = 'start'): void {
	const from = anchor.getBoundingClientRect();
	const { offsetWidth: width, offsetHeight: height } = popover;
	const below = from.bottom + GAP + height <= innerHeight - MARGIN || from.top < innerHeight - from.bottom;
	const top = below ? from.bottom + GAP : from.top - GAP - height;
	const left = align === 'start' ? from.left : from.right - width;
	popover.style.top = `${clamp(top, innerHeight - height)}px`;
	popover.style.left = `${clamp(left, innerWidth - width)}px`;
	popover.dataset.placed = '';
}

const clamp = (position: number, most: number): number => Math.max(MARGIN, Math.min(position, most - MARGIN));

/** Follows a popover's opening and closing: places it, keeps it in place, and tells. */
export function popoverPlace(options: {
	anchor: () => HTMLElement | undefined;
	align?: 'start' | 'end' | undefined;
	ontoggle?: (open: boolean) => void;
}): (popover: HTMLElement) => () => void {
	return (popover) => {
		const listening = new AbortController();
		const place = () => {
			const anchor = options.anchor();
			if (anchor && popover.matches(':popover-open')) placePopover(popover, anchor, options.align);
		};
		const toggled = (event: ToggleEvent) => {
			const open = event.newState === 'open';
			if (open) place();
			else delete popover.dataset.placed;
			options.ontoggle?.(open);
		};
		popover.addEventListener('toggle', toggled as EventListener, { signal: listening.signal });
		addEventListener('resize', place, { signal: listening.signal });
		addEventListener('scroll', place, { signal: listening.signal, capture: true, passive: true });
		return () => listening.abort();
	};
}
