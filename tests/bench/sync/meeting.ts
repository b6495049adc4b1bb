/**
 * A meeting: forty windows on one board, five of them typing four edits a second each. Times one edit from the writer's
 * document to the frame that brings it to every other window, and the server's CPU for it.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { percentile } from '../support/stats.ts';
import type { Figure } from '../support/figure.ts';
import { cpuEach, figure, inTurn, type Setting } from './setting.ts';
import { closeAll, openAll, Window, WritingWindow } from './window.ts';

const CLIENTS = 40;
const WRITERS = 5;
/** Milliseconds between two edits of one writer. */
const EVERY = 250;
const WARM_UP = 2;

export async function meeting(setting: Setting): Promise<Figure[]> {
	const edits = setting.quick ? 8 : 20;
	const { people } = setting.world;
	const all = await inTurn(setting, ['batching relay'], async (measured, round) => {
		const room = setting.rooms.filled[round]!;
		const [first, ...rest] = await openAll(writersOf());
		if (measured.name !== 'ours') first!.fill(setting.filled);
		const readers = await openAll(people.slice(WRITERS, CLIENTS).map((login) => new Window(measured, room, login)));
		const writers = [first!, ...rest];
		const before = measured.server.cpu();
		const times = await type([...writers, ...readers], writers, edits);
		const cpu = cpuEach(before, measured.server.cpu(), WRITERS * edits);
		await closeAll([...writers, ...readers]);
		return { p50: percentile(times, 0.5), p95: percentile(times, 0.95), p99: percentile(times, 0.99), cpu };

		function writersOf() {
			return people.slice(0, WRITERS).map((login) => new WritingWindow(measured, room, login));
		}
	});
	const line = { unit: 'ms', floor: 'relay' } as const;
	const name = (what: string) => `meeting ${CLIENTS} × ${WRITERS}: edit → seen, ${what}`;
	return [
		figure(all, 'p50', { ...line, name: name('p50') }),
		figure(all, 'p95', { ...line, name: name('p95'), target: { most: 1.5, of: 'ratio' } }),
		figure(all, 'p99', { ...line, name: name('p99'), target: { most: 25, of: 'above-floor' } }),
		figure(all, 'cpu', {
			name: `meeting ${CLIENTS} × ${WRITERS}: server CPU per edit`,
			unit: 'µs',
			floor: 'relay',
			target: { most: 1.2, of: 'ratio' }
		})
	];
}

interface Edit {
	at: number;
	clock: number;
}

/** Milliseconds from each edit until each other window has it. */
export async function type(
	windows: readonly Window[],
	writers: readonly WritingWindow[],
	edits: number
): Promise<number[]> {
	const times: number[] = [];
	const trails = writers.map((writer) => follow(writer, windows, times));
	await Promise.all(
		writers.map(async (writer, index) => {
			const began = performance.now() + (index * EVERY) / writers.length;
			for (let edit = 0; edit < edits; edit++) {
				await pause(Math.max(0, began + edit * EVERY - performance.now()));
				const at = performance.now();
				trails[index]!.push({ at, clock: writer.edit() });
			}
		})
	);
	const complete = () => writers.every((writer) => windows.every((window) => hasAll(window, writer)));
	await windows[0]!.until(complete, 'every edit to be seen');
	return times;
}

const hasAll = (window: Window, writer: WritingWindow) =>
	window === writer || (window.clocks.get(writer.doc.clientID) ?? 0) >= writer.clock;

/** Notes when each other window has each of the writer's edits. */
function follow(writer: WritingWindow, windows: readonly Window[], times: number[]): Edit[] {
	const edits: Edit[] = [];
	for (const window of windows) {
		if (window === writer) continue;
		let next = 0;
		const before = window.onseen;
		window.onseen = () => {
			before();
			const clock = window.clocks.get(writer.doc.clientID) ?? 0;
			for (; (edits[next]?.clock ?? Infinity) <= clock; next++)
				if (next >= WARM_UP) times.push(performance.now() - edits[next]!.at);
		};
	}
	return edits;
}
