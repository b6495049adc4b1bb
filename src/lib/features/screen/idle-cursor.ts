/** Milliseconds without a move, after which nobody is pointing at anything. */
const IDLE_MS = 3_000;

/** Hides the pointer over the room's screen until somebody moves it. */
export function idleCursor(element: HTMLElement): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const hide = () => (element.dataset.cursor = 'hidden');
	const moved = () => {
		delete element.dataset.cursor;
		clearTimeout(timer);
		timer = setTimeout(hide, IDLE_MS);
	};
	moved();
	addEventListener('pointermove', moved);
	return () => {
		clearTimeout(timer);
		removeEventListener('pointermove', moved);
	};
}
