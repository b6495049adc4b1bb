/** The slider in a browser: frames drawn while it is dragged from end to end of a week, each a step of the hand. */
import { weekPath } from '../../../src/lib/shared/week/iso-week.ts';
import { launch, logIn } from '../support/browser.ts';
import { startBoard } from '../support/child-server.ts';
import type { FiveYears } from '../support/five-years.ts';
import type { Figure } from '../support/figure.ts';
import { percentile } from '../support/stats.ts';

const STEPS = 180;

export async function slider(_stack: AsyncDisposableStack, years: FiveYears): Promise<Figure[]> {
	await using apart = new AsyncDisposableStack();
	const server = await startBoard(apart, years.folder);
	const browser = await launch(apart);
	const context = await logIn(browser, server, years.cast.get('coordinator')!);
	const page = await context.newPage();
	const drag = async (path: string) => {
		await page.goto(path);
		const range = page.getByRole('slider', { name: 'Ögonblick i veckan' });
		await range.waitFor({ timeout: 60_000 });
		await range.scrollIntoViewIfNeeded();
		return range.evaluate(dragged, STEPS);
	};
	// each step is an input event in a frame of its own, as a hand gives them
	const sealed = parseWeeks(years);
	await drag(`/v/${sealed}/historik`);
	const usual = await drag(`/v/${sealed}/historik`);
	const busy = await drag(`/v/${weekPath(years.week)}/historik`);
	const line = (name: string, frames: readonly number[], share: number): Figure => ({
		...{ name, unit: 'ms', ours: percentile(frames, share) },
		...(share === 0.95 && { target: { most: 17.5, of: 'ours' as const } })
	});
	return [
		line('the slider of a week, dragged: from frame to frame, p50', usual, 0.5),
		line('… p95', usual, 0.95),
		line('the slider of a 50,000-edit week, dragged: from frame to frame, p50', busy, 0.5),
		line('… p95', busy, 0.95)
	];
}

const parseWeeks = ({ weeks }: FiveYears): string => weeks.at(-2)!.week.replace('-W', '-');

/** Runs in the page. Milliseconds between each frame and the next. */
async function dragged(element: Element, steps: number): Promise<number[]> {
	const range = element as HTMLInputElement;
	const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
	const most = Number(range.max);
	const took: number[] = [];
	let last = await frame();
	for (let step = 0; step <= steps; step++) {
		range.value = String(Math.round((most * step) / steps));
		range.dispatchEvent(new Event('input', { bubbles: true }));
		const now = await frame();
		took.push(now - last);
		last = now;
	}
	return took;
}
