import { expect, test } from 'vitest';
import { seeded } from '../support/seeded.ts';
import { makeWorld, type World } from '../support/start-rooms.ts';
import { waitFor } from '../support/wait-for.ts';
import { startChild, type ChildOptions } from './support/child.ts';
import { isLong, rounds, seedOr, within } from './support/how-long.ts';
import { Ledger, type Verdict } from './support/ledger.ts';
import { openWriter, type Writer } from './support/writer.ts';

/** After so many rounds a new document: a long one would make every round slow, and a load of a short one is proved too. */
const ROUNDS_PER_DOCUMENT = 25;
const NOTHING_LOST = { acknowledgedLost: 0, seenLost: 0, resurrected: 0, damage: [] };

interface Work {
	world: World;
	ledger: Ledger;
	random: () => number;
}

/** Resolves when the server is to be killed. */
type Moment = (work: { writers: readonly Writer[]; random: () => number }) => Promise<unknown>;
const after = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const anyTime: Moment = ({ random }) => after(random() * 250);

/** However slow the machine is, there is then something to lose. */
const MUCH = 60;
const onceMuchIsSaved: Moment = ({ writers }) =>
	waitFor(() => writers.reduce((total, { acknowledged }) => total + acknowledged, 0) > 4 * MUCH, 'much to be saved');

/** Four who write and one who looks on; then the server is killed. Everything but the disk is thrown away. */
async function killOnce({ world, ledger, random }: Work, options: ChildOptions, moment: Moment): Promise<Verdict> {
	const child = await startChild(world.folder, options);
	const people = [world.alice, world.bob, world.carol, world.alice, world.bob];
	const writers = await Promise.all(people.map((login) => openWriter(child, login, world.week.id, random)));
	const writing = writers.slice(1).map((writer) => writer.write());
	await moment({ writers, random });
	await child.kill();
	await Promise.all(writing);
	await waitFor(() => writers.every(({ client }) => client.closed !== null), 'the clients to hear of it');
	for (const writer of writers) writer.tell(ledger);
	return ledger.check(world.folder, world.week.id);
}

async function killOften(
	count: number,
	seed: number,
	options: ChildOptions = {},
	moment = anyTime
): Promise<Verdict[]> {
	const random = seeded(seed);
	const verdicts: Verdict[] = [];
	let work: Work | null = null;
	for (let round = 0; round < count; round++) {
		if (!work || round % ROUNDS_PER_DOCUMENT === 0) work = { world: await makeWorld(), ledger: new Ledger(), random };
		const isLast = round === count - 1;
		verdicts.push(await killOnce(work, options, isLast && moment === anyTime ? onceMuchIsSaved : moment));
	}
	return verdicts;
}

const KILLS = rounds(3, 200);

test(
	`[FT1] ${KILLS} × kill -9 under load: nothing acknowledged or seen is lost, no deletion undone`,
	async () => {
		const seed = seedOr(20_261);
		console.info(`kill -9: seed ${seed}`);
		const verdicts = await killOften(KILLS, seed);
		for (const [round, verdict] of verdicts.entries()) expect(verdict, `round ${round}`).toMatchObject(NOTHING_LOST);
		console.info(`kill -9: ${KILLS} rounds, ${verdicts.reduce((sum, { owed }) => sum + owed, 0)} edits owed, 0 lost`);
		expect(Math.max(...verdicts.map(({ owed }) => owed))).toBeGreaterThan(50); // there was something to lose
	},
	within(60_000, 1_500_000)
);

const sum = (verdicts: readonly Verdict[], of: (verdict: Verdict) => number) =>
	verdicts.reduce((total, verdict) => total + of(verdict), 0);

/** Each of the four ways to fail is seen in the long version, one of them always. */
const BROKEN = [
	['ack-early', ({ acknowledgedLost }: Verdict) => acknowledgedLost],
	['show-early', ({ seenLost }: Verdict) => seenLost],
	['early', ({ resurrected }: Verdict) => resurrected],
	['torn', ({ damage }: Verdict) => damage.length]
] as const;

test.each(isLong ? BROKEN : BROKEN.slice(0, 1))(
	'[FT1] the check sees a server that is broken on purpose: %s',
	async (mutant, found) => {
		let seen = 0;
		for (let tries = 0; tries < 4 && seen === 0; tries++)
			seen = sum(await killOften(1, 7 + tries, { env: { MUTANT: mutant } }, () => after(300)), found);
		expect(seen).toBeGreaterThan(0);
	},
	60_000
);
