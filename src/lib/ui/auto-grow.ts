/** Keeps a textarea as tall as its text. `field-sizing: content` does it where the browser can; this is for the rest. */
export function autoGrow(box: HTMLTextAreaElement): (() => void) | void {
	if (CSS.supports('field-sizing', 'content')) return;
	const measure = () => {
		box.style.height = 'auto';
		box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
	};
	measure();
	const listening = new AbortController();
	for (const event of ['input', 'text-shown']) box.addEventListener(event, measure, { signal: listening.signal });
	return () => listening.abort();
}
