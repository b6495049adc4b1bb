/** Waits until it holds; fails with what was waited for. Looks often, so that a test takes as long as what it tests. */
export async function waitFor(holds: () => boolean, what: string, within = 20_000): Promise<void> {
	const end = Date.now() + within;
	while (!holds()) {
		if (Date.now() > end) throw new Error(`Waited ${within} ms for: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}
