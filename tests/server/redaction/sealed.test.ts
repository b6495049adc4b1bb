import { expect, test } from 'vitest';
import { carriedKind } from '../../../src/lib/shared/board/carried.ts';
import { entryKind } from '../../../src/lib/shared/board/entry.ts';
import { createRecord, textOf } from '../../../src/lib/shared/board/record.ts';
import type { RecordId } from '../../../src/lib/shared/ids.ts';
import { createRecordFiles } from '../../../server/documents/record-files.ts';
import { readRecordBytes } from '../../../src/lib/shared/seal/read-record.ts';
import type { WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import { rounds } from '../../faults/support/how-long.ts';
import { addEntry } from '../../support/edits.ts';
import { startSealing, tamper, valueOf, type SealWorld } from '../seal/support.ts';
import { emptied, filesWith, flaggingOf, tablesWith } from './support.ts';

const NAME = 'Zåkarias Ödlund ses vid kiosken varje kväll';

interface Redacted {
	sealing: SealWorld;
	row: RecordId;
}

/** Week 48 with a row that names somebody, typed and changed before the seal; week 49 sealed after it, with it carried. */
async function sealedWithName(): Promise<Redacted> {
	const sealing = await startSealing();
	const { server, world, seal, openWeek } = sealing;
	let row = '' as RecordId;
	await server.rooms.edit(world.week.id, 'desk', world.alice.person, (doc) => {
		row = addEntry(doc, world.alice, { text: `${NAME}. Struket.` });
	});
	await server.rooms.edit(world.week.id, 'desk', world.bob.person, (doc) =>
		textOf(doc, entryKind, row, 'text')!.delete(NAME.length, 10)
	);
	await seal();
	const next = await openWeek('2026-W49');
	await server.rooms.edit(next.id, 'meeting', null, (doc) =>
		createRecord(doc, carriedKind, row, { from: world.week.week, text: 'Kvar' })
	);
	await seal('2026-W49' as WeekKey);
	return { sealing, row };
}

async function redact({ sealing, row }: Redacted) {
	const { server, world, actor } = sealing;
	const flagging = flaggingOf(server);
	const alice = await actor(world.alice);
	const flag = valueOf(await flagging.flag(alice, { document: world.week.id, root: 'entries', record: row }, 'Namn'));
	const instead = ['En person ses vid kiosken', ...emptied(flag).slice(1)];
	expect(await flagging.redact(alice, flag.id, { instead, reason: 'Pekar ut någon' })).toEqual({
		ok: true,
		value: true
	});
	return flag;
}

const findings = async ({ seals, world }: SealWorld) =>
	(await seals.verify(world.samverkan)).findings.map(({ text }) => text);

test('[RD9] text that is sealed goes too, in every week that holds it, and the chain still verifies', async () => {
	const made = await sealedWithName();
	const { sealing, row } = made;
	const { server, world } = sealing;
	const before = await server.store.seals.chain(world.samverkan);
	expect(tablesWith(world.folder, [NAME])).toEqual(expect.arrayContaining(['journal', 'seals']));
	await redact(made);
	expect(tablesWith(world.folder, [NAME])).toEqual([]);
	expect(await findings(sealing)).toEqual([]);
	const after = await server.store.seals.chain(world.samverkan);
	expect(after.map(({ sha256 }) => sha256).slice(0, 2)).toEqual(before.map(({ sha256 }) => sha256));
	expect(after).toHaveLength(3);
	for (const { content } of after.slice(0, 2)) {
		const record = readRecordBytes(content)!;
		const rows = [...record.municipality, ...record.areas.flatMap(({ entries }) => entries)];
		expect(rows.find(({ id }) => id === row)?.text).toBe('█'.repeat(NAME.length));
	}
	const link = JSON.parse(new TextDecoder().decode(after[2]!.content)) as Record<string, unknown>;
	expect(link).toMatchObject({
		format: 'lagestavlan/redigering',
		reason: 'Pekar ut någon',
		text: 'En person ses vid kiosken',
		sealedBy: { name: 'Alice Ek' },
		records: [{ week: '2026-W48' }, { week: '2026-W49' }],
		journals: [{ week: '2026-W48' }, { week: '2026-W49' }]
	});
	await server.close();
	expect(filesWith(world.folder, [NAME])).toEqual([]);
});

test('[RD9] any one byte that is changed after a redaction is still found', async () => {
	const made = await sealedWithName();
	await redact(made);
	const { server, seals, world } = made.sealing;
	const chain = await server.store.seals.chain(world.samverkan);
	for (const [index, { content }] of chain.entries())
		for (let at = index + 1; at < content.length; at += rounds(1009, 211)) {
			const flip = (byte: number) =>
				tamper(
					world.folder,
					`UPDATE seals SET content = CAST(substr(content, 1, ${at}) || x'${byte.toString(16).padStart(2, '0')}' || substr(content, ${at + 2}) AS BLOB) WHERE sequence = ${index + 1}`
				);
			flip(content[at]! ^ 1);
			expect((await seals.verifyChain(world.samverkan)).findings, `byte ${at} of seal ${index}`).not.toEqual([]);
			flip(content[at]!);
		}
	expect(await findings(made.sealing)).toEqual([]);
});

/** By default those that a redaction could be taken for: the link gone, and a row that it says nothing of. */
const TAMPERED = [
	['the link that attests, taken away', 'DELETE FROM seals WHERE sequence = 3', 'stämmer inte med sitt kontrollvärde'],
	[
		'a row that was not redacted',
		"UPDATE journal SET content = CAST(substr(content, 1, 9) || x'7a' || substr(content, 11) AS BLOB) WHERE sequence = 2",
		'har ändrats'
	],
	[
		'a journal row with its hash',
		"UPDATE journal SET sha256 = 'x' || substr(sha256, 2) WHERE redaction IS NOT NULL",
		'journal'
	],
	[
		'a sealed hash',
		"UPDATE seals SET sha256 = 'x' || substr(sha256, 2) WHERE sequence = 1",
		'redigeringen gäller ett annat sigill'
	]
] as const;

test.each(TAMPERED.slice(0, rounds(2, TAMPERED.length)))(
	'[RD9] %s is told of: the redaction is accepted, and nothing but it',
	async (_what, sql, said) => {
		const made = await sealedWithName();
		await redact(made);
		tamper(made.sealing.world.folder, `PRAGMA foreign_keys = OFF; ${sql}`);
		expect((await findings(made.sealing)).join('\n')).toContain(said);
	}
);

test('[RD10] the documents are made of the redacted bytes, in words, and say which rättelse took something out', async () => {
	const made = await sealedWithName();
	await redact(made);
	const { server, seals, world } = made.sealing;
	const sealed = await seals.read(world.week.id);
	if (!sealed || sealed === 'damaged') throw new Error('The week can not be read');
	const compositions: string[] = [];
	const maker = {
		hasPdf: true,
		make: (_format: string, composition: unknown) => {
			compositions.push(JSON.stringify(composition));
			return Promise.resolve({ ok: true as const, value: new Uint8Array() });
		}
	};
	const files = createRecordFiles(maker)({ ...sealed, summary: null });
	const made2 = await Promise.all(files.map(async (file) => ({ file, bytes: await file.make() })));
	const texts = made2.map(({ bytes }) => (bytes.ok ? new TextDecoder().decode(bytes.value) : ''));
	expect([...texts, ...compositions].join('\n')).not.toContain('kiosken varje kväll');
	for (const text of compositions) {
		expect(text).toContain('Redigerad enligt rättelse 1 till v. 48 2026');
		expect(text).not.toContain('█');
	}
	expect(compositions[0]).toContain('[borttagen uppgift]');
	expect(files.map(({ name }) => name)).toEqual(
		expect.arrayContaining(['redigeringar.csv', 'redigering-2026-W48-1.json'])
	);
	expect(texts[files.findIndex(({ name }) => name === 'lagesrader.csv')]).toContain('[borttagen uppgift]');
	expect((await server.rooms.read(world.week.id, 'week')).entries.map(({ text }) => text)).toContain(
		'En person ses vid kiosken'
	);
});

test('[RD11] while it is judged what is flagged shows in no sealed view, no file and no moment of the past', async () => {
	const { sealing, row } = await sealedWithName();
	const { server, world, seals, actor } = sealing;
	const before = Date.now();
	const reader = await actor(world.reader);
	valueOf(await flaggingOf(server).flag(reader, { document: world.week.id, root: 'entries', record: row }, ''));
	const sealed = await seals.read(world.week.id);
	if (!sealed || sealed === 'damaged') throw new Error('The week can not be read');
	expect(JSON.stringify(sealed.record)).not.toContain(NAME);
	expect(JSON.stringify(sealed.record)).toContain('Dold – någon har flaggat');
	const maker = { hasPdf: false, make: () => Promise.resolve({ ok: true as const, value: new Uint8Array() }) };
	const files = createRecordFiles(maker)({ ...sealed, summary: null });
	expect(files.map(({ name }) => name)).not.toContain('lagesbild.json');
	const made = await Promise.all(files.map(({ make }) => make()));
	expect(made.map((one) => (one.ok ? new TextDecoder().decode(one.value) : '')).join()).not.toContain(NAME);
	expect(JSON.stringify(await server.history.recordAt(world.week.id, 'week', before))).not.toContain('Zåkarias');
	expect(await findings(sealing)).toEqual([]);
});
