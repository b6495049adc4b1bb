/** A link that opens beside the board; with a modifier key it is a link as any other. */
export const openInPlace = (open: () => void) => (event: MouseEvent) => {
	if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
	event.preventDefault();
	open();
};
