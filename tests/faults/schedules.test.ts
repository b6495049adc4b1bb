import { expect, test } from 'vitest';
import type * as Y from 'yjs';
import type { WeekDocument } from '../../server/storage/store.ts';
import { readDocument } from '../../src/lib/shared/board/document-record.ts';
import { seeded } from '../support/seeded.ts';
import type { Login } from '../support/start-rooms.ts';
import { rounds, seedOr } from './support/how-long.ts';
import { came } from './support/ledger.ts';
import { SimulatedClient } from './support/simulated-client.ts';
import { SimulatedRoom, type Break } from './support/simulated.ts';

const WEEK = {
	id: 'd',
	kind: 'week',
	samverkan: 's',
	week: '2026-W48',
	state: 'reporting',
	epoch: 'e'
} as unknown as WeekDocument;
const STEPS = 120;

const id = (name: string) => name.padEnd(22, '0');
const login = (name: string): Login =>
	({ person: id(name), name, party: id(`party${name}`), funktion: id('funktion'), cookie: '' }) as unknown as Login;

/** Three windows and a room, every step drawn by seed. Answers what went wrong. */
function play(seed: number, breaks: Break = null): string[] {
	const random = seeded(seed);
	const room = new SimulatedRoom(WEEK, { now: Date.now(), breaks });
	const clients = ['alice', 'bob', 'carol'].map(
		(name, index) => new SimulatedClient(room, login(name), seed * 8 + index + 1)
	);
	for (let step = 0; step < STEPS; step++) stepOnce(room, clients[Math.floor(random() * clients.length)]!, random);
	settle(room, clients);
	const problems = [
		...room.refusals.map((code) => `refused: ${code}`),
		...clients.flatMap((client) => client.problems)
	];
	if (!clients.every(({ isSaved }) => isSaved)) problems.push('not everybody is saved in the end');
	if (new Set([room.kept, ...clients.map(({ doc }) => doc)].map(recordsOf)).size !== 1) problems.push('they differ');
	for (const { doc } of clients) doc.destroy();
	return problems;
}

function stepOnce(room: SimulatedRoom, client: SimulatedClient, random: () => number) {
	const dice = random();
	if (dice < 0.03) room.crash();
	else if (dice < 0.08) client.cut();
	else if (dice < 0.2 && !client.connected) client.connect();
	else if (dice < 0.4) client.edit(random);
	else if (dice < 0.5) room.commit();
	else if (dice < 0.75) client.send();
	else client.hear();
}

function settle(room: SimulatedRoom, clients: readonly SimulatedClient[]) {
	for (let turn = 0; turn < 30; turn++) {
		for (const client of clients) if (!client.connected) client.connect();
		let moved = true;
		while (moved) moved = clients.map((client) => client.send() || client.hear()).includes(true);
		room.commit();
	}
}

function recordsOf(doc: Y.Doc): string {
	const read = readDocument(doc, 'week');
	return JSON.stringify([read.ok ? [] : read.problem, [...came(doc)].sort(([a], [b]) => (a < b ? -1 : 1))]);
}

const SCHEDULES = rounds(80, 4_000);

test(`[FT8] ${SCHEDULES} schedules of the pure core with crashes: what is saved or shown is kept, and all agree`, () => {
	const first = seedOr(1);
	const began = performance.now();
	for (let seed = first; seed < first + SCHEDULES; seed++) expect(play(seed), `seed ${seed}`).toEqual([]);
	const perMinute = Math.round((SCHEDULES / (performance.now() - began)) * 60_000);
	console.info(`schedules: seeds ${first}–${first + SCHEDULES - 1}, ${perMinute} a minute`);
}, 600_000);

test.each([
	['acknowledges early', 'said to be saved, and is not'],
	['shows early', 'shown, and not kept']
] as const)('[FT8] the schedules find a room that %s', (breaks, problem) => {
	const found = new Set<string>();
	for (let seed = 1; seed <= 100 && !found.has(problem); seed++) for (const each of play(seed, breaks)) found.add(each);
	expect([...found]).toContain(problem);
});
