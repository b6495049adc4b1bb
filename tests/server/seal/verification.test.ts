import { execFile } from 'node:child_process';
import { expect, test } from 'vitest';
import { sha256 } from '../../../server/boards/hash.ts';
import { readCorrectionBytes } from '../../../src/lib/shared/seal/read-record.ts';
import { startSealing, tamper, valueOf, type SealWorld } from './support.ts';

const WORDS = { about: 'Centrum', text: 'Nivån var 2.', reason: 'Fel siffra lästes upp.' };

/** Three links: two weeks, and a rättelse of the first between them. */
async function threeLinks() {
	const sealing = await startSealing();
	const { world, seals, actor, seal, openWeek } = sealing;
	await seal();
	const correction = valueOf(await seals.correct(world.samverkan, world.week.week, await actor(world.alice), WORDS));
	const next = await openWeek('2026-W49');
	await seal(next.week);
	return { ...sealing, correction };
}

const CLI = new URL('../../../server/verify.ts', import.meta.url).pathname;

/** As somebody at a terminal runs it, while the server runs. */
function npmRunVerify({ world }: SealWorld, ...argv: string[]): Promise<{ code: number; out: string; err: string }> {
	const { PATH, NODE_COMPILE_CACHE } = process.env;
	const env = { PATH, NODE_COMPILE_CACHE, DATA_DIR: world.folder };
	return new Promise((resolve) =>
		execFile(process.execPath, [CLI, ...argv], { env }, (error, out, err) =>
			resolve({ code: error ? Number(error.code) : 0, out, err })
		)
	);
}

const texts = async ({ seals, world }: SealWorld) =>
	(await seals.verify(world.samverkan)).findings.map(({ text }) => text);

test('[FS14] a rättelse stands beside the seal: numbered, reasoned, sealed itself and in the chain', async () => {
	const { server, world, correction } = await threeLinks();
	const chain = await server.store.seals.chain(world.samverkan);
	expect(chain.map(({ week, correction }) => [week, correction])).toEqual([
		['2026-W48', 0],
		['2026-W48', 1],
		['2026-W49', 0]
	]);
	expect(readCorrectionBytes(correction.content)).toMatchObject({
		...WORDS,
		number: 1,
		sealedBy: { name: 'Alice Ek' }
	});
	expect(chain[2]?.previous).toBe(correction.sha256);
});

test('[FS14] only the sammankallande corrects, only what is sealed, and never without words', async () => {
	const { world, seals, actor, seal } = await startSealing();
	const { samverkan, week } = world;
	const attempt = async (login = world.alice, words = WORDS) => {
		const result = await seals.correct(samverkan, week.week, await actor(login), words);
		return result.ok ? 'ok' : result.problem.code;
	};
	expect(await attempt()).toBe('not-sealed');
	await seal();
	expect(await attempt(world.carol)).toBe('not-allowed');
	expect(await attempt(world.alice, { ...WORDS, reason: '  ' })).toBe('words-missing');
	expect(await Promise.all([attempt(), attempt()])).toEqual(['ok', 'ok']);
	expect((await seals.verify(samverkan)).findings).toEqual([]);
});

test('[FS15] a chain that nobody has touched is found whole, from the command line and while the server runs', async () => {
	const sealing = await threeLinks();
	expect(await sealing.seals.verify(sealing.world.samverkan)).toEqual({
		seals: 3,
		findings: [],
		disposed: [],
		without: []
	});
	const { code, out } = await npmRunVerify(sealing);
	expect(code).toBe(0);
	expect(out).toMatch(/^Ekeby \(ekeby\): 3 sigill, allt stämmer\.\nHändelseloggen: \d+ poster, kedjan stämmer\.\n/);
	expect((await npmRunVerify(sealing, '--samverkan', 'finns-inte')).code).toBe(1);
	expect((await npmRunVerify(sealing, '--vad')).code).toBe(2);
});

test('[FS15] any one byte of any seal that is changed is found, and it is said where', async () => {
	const sealing = await threeLinks();
	const { world, server, seals } = sealing;
	const chain = await server.store.seals.chain(world.samverkan);
	const names = ['Lägesbilden v. 48 2026', 'Rättelse 1 till v. 48 2026', 'Lägesbilden v. 49 2026'];
	for (const [index, { content }] of chain.entries())
		for (let at = index; at < content.length; at += 97) {
			const flip = (byte: number) =>
				tamper(
					world.folder,
					`UPDATE seals SET content = CAST(substr(content, 1, ${at}) || x'${byte.toString(16).padStart(2, '0')}' || substr(content, ${at + 2}) AS BLOB) WHERE sequence = ${index + 1}`
				);
			flip(content[at]! ^ 1);
			const { findings } = await seals.verifyChain(world.samverkan);
			expect(findings[0]?.text.startsWith(names[index]!), `byte ${at} of ${names[index]}`).toBe(true);
			flip(content[at]!);
		}
	expect(await texts(sealing)).toEqual([]);
});

test.each([
	['a hash', "UPDATE seals SET sha256 = 'x' || substr(sha256, 2) WHERE sequence = 2", 'Rättelse 1 till v. 48 2026'],
	['a link', "UPDATE seals SET previous = 'x' || substr(previous, 2) WHERE sequence = 3", 'kedjan är bruten'],
	['when', 'UPDATE seals SET at = at + 1 WHERE sequence = 1', 'annan vecka, tid eller samverkan'],
	['a removed rättelse', 'DELETE FROM seals WHERE sequence = 2', 'Lägesbilden v. 49 2026: kedjan är bruten'],
	[
		'a removed last seal',
		'DELETE FROM seals WHERE sequence = 3',
		'v. 49 2026: veckan är fastställd, men dess sigill saknas'
	],
	['the state', "UPDATE documents SET state = 'meeting' WHERE week = '2026-W49'", 'veckan är öppen i databasen'],
	[
		'a byte of the journal',
		"UPDATE journal SET content = CAST(substr(content, 1, 20) || x'7a' || substr(content, 22) AS BLOB) WHERE sequence = (SELECT max(sequence) FROM journal WHERE document = (SELECT id FROM documents WHERE week = '2026-W48'))",
		'i veckans journal har ändrats'
	],
	[
		'the author of an edit',
		"UPDATE journal SET person = 'annan' WHERE document = (SELECT id FROM documents WHERE week = '2026-W48')",
		'i veckans journal har ändrats'
	],
	[
		'a removed edit',
		"DELETE FROM journal WHERE sequence = (SELECT max(sequence) FROM journal WHERE document = (SELECT id FROM documents WHERE week = '2026-W48'))",
		'fastställdes'
	],
	[
		'an edit with its hash',
		"UPDATE journal SET sha256 = 'x' || substr(sha256, 2) WHERE document = (SELECT id FROM documents WHERE week = '2026-W48')",
		'veckans journal är inte den som fastställdes'
	]
])('[FS15] %s that was changed behind the server’s back is named', async (_what, sql, said) => {
	const sealing = await threeLinks();
	tamper(sealing.world.folder, sql);
	expect((await texts(sealing)).join('\n')).toContain(said);
	const { code, out } = await npmRunVerify(sealing, '--samverkan', 'ekeby');
	expect(code).toBe(1);
	expect(out).toContain('FEL');
	expect(out).toContain(said);
});

test('[FS16] a record that was rewritten with a new hash says something else than the week’s document', async () => {
	const sealing = await startSealing();
	const { world, server, seal } = sealing;
	const { content } = await seal();
	const forged = new TextDecoder().decode(content).replace('Rad i 2026-W48', 'Rad i 2026-W47');
	const hex = Buffer.from(forged).toString('hex');
	tamper(world.folder, `UPDATE seals SET content = x'${hex}', sha256 = '${sha256(forged)}'`);
	expect(await texts(sealing)).toEqual([
		expect.stringMatching(/^Lägesbilden v\. 48 2026: Rad \S+ säger något annat än veckans dokument\.$/)
	]);
	expect((await server.store.seals.chain(world.samverkan))[0]?.sha256).toBe(sha256(forged));
});
