import { expect, test } from 'vitest';
import { recipientsOf } from '../../src/lib/shared/access/recipients.ts';
import { CIRCLES, type Circle } from '../../src/lib/shared/board/circle.ts';
import type { PersonId, RecordId } from '../../src/lib/shared/ids.ts';
import { canonicalJson } from '../../src/lib/shared/seal/canonical-json.ts';
import { extractOf } from '../../src/lib/shared/seal/extract.ts';
import { draftRecord } from '../../src/lib/shared/seal/make-record.ts';
import { readRecordBytes } from '../../src/lib/shared/seal/read-record.ts';
import type { SealedRecord } from '../../src/lib/shared/seal/sealed-record.ts';
import { BOB, buildAction, buildEntry, buildPriority, CENTRUM, MUNICIPALITY, PARKS, recordId } from './fixtures.ts';
import { buildFacts, buildOrganisation, SQUARE } from './seal-facts.ts';

const where = { area: CENTRUM, place: SQUARE };
const row = (circle: Circle) => buildEntry({ id: recordId(`r-${circle}`), text: `Rad för ${circle}`, circle, where });

/** A record that says HEMLIG wherever a circle does not open it. */
function record(): SealedRecord {
	const inner = buildEntry({ id: recordId('inner'), text: 'HEMLIG rad', circle: 'group', where });
	const priority = (id: string, title: string, entry: RecordId) =>
		buildPriority({ id: recordId(id), title, entry, where });
	return draftRecord(
		buildFacts({
			actions: [buildAction({ title: 'HEMLIG åtgärd', owner: PARKS, proposedIn: null })],
			record: {
				entries: [inner, row('reporters'), row('public'), { ...inner, id: recordId('whole'), where: null }],
				levels: [
					{
						id: CENTRUM as string as RecordId,
						assessment: { kind: 'set', level: 2, motive: 'HEMLIGT motiv' },
						trend: 'up',
						flagged: null
					}
				],
				priorities: [priority('p1', 'Ljus på torget', recordId('r-public')), priority('p2', 'HEMLIGT', inner.id)]
			}
		})
	);
}

test('[DR12] an extract has the rows whose circle reaches the reporting parties, and nothing that is not theirs', () => {
	const extract = extractOf(record());
	const [area] = extract.areas;
	expect(area?.rows.map(({ text }) => text)).toEqual(['Rad för public', 'Rad för reporters']);
	expect(extract.municipality).toEqual([]);
	expect(area?.level).toContain('2 Gult');
	expect(extract.priorities.map(({ words }) => words)).toEqual(['Ljus på torget', 'Torget, Centrum']);
	expect(JSON.stringify(record())).toContain('HEMLIG');
	expect(JSON.stringify(extract)).not.toContain('HEMLIG');
});

test('[DR12] a record from before there were circles lets no row through', () => {
	const sealed = record();
	for (const { entries } of sealed.areas) for (const entry of entries) delete entry.circle;
	expect(extractOf({ ...sealed, version: 1 }).areas.flatMap(({ rows }) => rows)).toEqual([]);
});

test('[DR13] a sealed row says its circle, and a record of the first version is still read', () => {
	const sealed = record();
	const bytes = (value: unknown) => new TextEncoder().encode(canonicalJson(value));
	expect(sealed.areas[0]?.entries.map(({ circle }) => circle)).toEqual(['group', 'public', 'reporters']);
	expect(readRecordBytes(bytes(sealed))).toEqual(sealed);
	const first = { ...sealed, version: 1 as const };
	for (const { entries } of first.areas) for (const entry of entries) delete entry.circle;
	expect(readRecordBytes(bytes(first))).toEqual(first);
	expect(readRecordBytes(bytes({ ...sealed, version: 3 }))).toBeNull();
});

test('[DR8] recipients are those who can read it: parties and functions, at once or when the week is sealed', () => {
	const base = buildOrganisation();
	const guard = 'vakt' as PersonId;
	const organisation = buildOrganisation({
		parties: [
			...base.parties,
			{ id: 'vakter' as never, name: 'Vakter', kind: 'external', registryNumber: '', order: 3 }
		],
		funktioner: base.funktioner.map((one) => (one.id === PARKS ? { ...one, people: [BOB] } : one)),
		people: [...base.people, { person: guard, name: 'Vakt', party: 'vakter' as never, roles: ['external'] }]
	});
	const reached = (circle: Circle) =>
		recipientsOf(organisation, circle).map(({ name, atOnce }) => `${name} ${atOnce ? 'nu' : 'sen'}`);
	const group = ['Polisen nu', 'Lekebergs kommun nu'];
	expect(CIRCLES.map(reached)).toEqual([group, [...group, 'Vakter sen'], [...group, 'Vakter sen']]);
	const town = recipientsOf(organisation, 'group').find(({ party }) => party === MUNICIPALITY);
	expect(town).toMatchObject({ funktioner: [{ id: PARKS, name: 'Gata och park' }], others: 0 });
});
