/**
 * The slider in a browser: frames drawn while a mouse drags it from end to end of a week, the board following, beside the
 * frames of the same page when nobody touches it; and what kept its thread for longer than a blink.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Locator, Page } from 'playwright';
import { parseWeekKey, weekPath } from '../../../src/lib/shared/week/iso-week.ts';
import { launch, logIn } from '../support/browser.ts';
import { startBoard } from '../support/child-server.ts';
import type { FiveYears } from '../support/five-years.ts';
import type { Figure } from '../support/figure.ts';
import { percentile } from '../support/stats.ts';

/** Milliseconds that a drag takes, and between two moves of the mouse: as often as a screen shows them. */
const LONG = 4_000;
const EVERY = 16;
/** 60 frames a second, and what the clock of a browser strays from them. */
const FRAME = 17.5;

export async function slider(_stack: AsyncDisposableStack, years: FiveYears): Promise<Figure[]> {
	await using apart = new AsyncDisposableStack();
	const server = await startBoard(apart, years.folder);
	const browser = await launch(apart);
	const context = await logIn(browser, server, years.cast.get('coordinator')!);
	const page = await context.newPage();
	const sealed = weekPath(parseWeekKey(years.weeks.at(-2)!.week)!);
	await measured(page, sealed); // and what it compiles is compiled
	const edits = years.busyEdits.toLocaleString('en');
	return [
		...lines('the slider of a sealed week', await measured(page, sealed)),
		...lines(`the slider of a ${edits}-edit week`, await measured(page, weekPath(years.week)))
	];
}

interface Seen {
	/** Milliseconds from each frame to the next. */
	frames: number[];
	/** Milliseconds of each task that took more than 50. */
	long: number[];
}

function lines(name: string, { idle, dragged }: Record<'idle' | 'dragged', Seen>): Figure[] {
	const mean = ({ frames }: Seen) => frames.reduce((sum, one) => sum + one, 0) / frames.length;
	return [
		{
			...{ name: `${name}, dragged by mouse: from frame to frame, mean`, unit: 'ms', ours: mean(dragged) },
			...{ floor: mean(idle), target: { most: FRAME, of: 'ours' } }
		},
		{ name: '… p95', unit: 'ms', ours: percentile(dragged.frames, 0.95), floor: percentile(idle.frames, 0.95) },
		{ name: '… tasks above 50 ms meanwhile', unit: '', ours: dragged.long.length, floor: idle.long.length },
		{ name: '… the longest of them', unit: 'ms', ours: Math.max(0, ...dragged.long) }
	];
}

async function measured(page: Page, week: string): Promise<Record<'idle' | 'dragged', Seen>> {
	await page.goto(`/v/${week}/historik`, { waitUntil: 'commit', timeout: 120_000 });
	const range = page.getByRole('slider', { name: 'Ögonblick i veckan' });
	await range.waitFor({ timeout: 120_000 });
	await range.scrollIntoViewIfNeeded();
	const idle = await seen(page, () => pause(LONG));
	return { idle, dragged: await seen(page, () => drag(page, range)) };
}

/** From its right end to its left, with the button down. */
async function drag(page: Page, range: Locator): Promise<void> {
	const box = await range.boundingBox();
	if (!box) throw new Error('The slider is not to be seen');
	const before = await range.inputValue();
	const y = box.y + box.height / 2;
	await page.mouse.move(box.x + box.width - 4, y);
	await page.mouse.down();
	const began = performance.now();
	for (let share = 0; share < 1;) {
		share = Math.min(1, (performance.now() - began) / LONG);
		await page.mouse.move(box.x + 4 + (1 - share) * (box.width - 8), y);
		await pause(EVERY); // as a hand does
	}
	await page.mouse.up();
	if ((await range.inputValue()) === before) throw new Error('The slider was not dragged');
}

async function seen(page: Page, act: () => Promise<void>): Promise<Seen> {
	const watch = await page.evaluateHandle(watching);
	await act();
	return watch.evaluate((stop) => stop());
}

/** Runs in the page. */
function watching(): () => Seen {
	const seen: Seen = { frames: [], long: [] };
	const tasks = new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) seen.long.push(duration);
	});
	tasks.observe({ type: 'longtask' });
	let going = true;
	let last = performance.now();
	requestAnimationFrame(function frame(now) {
		seen.frames.push(now - last);
		last = now;
		if (going) requestAnimationFrame(frame);
	});
	return () => {
		going = false;
		tasks.disconnect();
		return seen;
	};
}
