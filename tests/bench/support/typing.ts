import * as Y from 'yjs';
import { seeded } from '../../support/seeded.ts';
import { addAction } from '../../../src/lib/shared/board/action.ts';
import {
	addEntry,
	assessEntry,
	editEntry,
	entryKind,
	SEVERITIES,
	TRENDS,
	type EntryDraft
} from '../../../src/lib/shared/board/entry.ts';
import { textOf } from '../../../src/lib/shared/board/record.ts';
import { upgradeDocument } from '../../../src/lib/shared/board/schema.ts';
import type { Author } from '../../../src/lib/shared/board/values.ts';
import { newRecordId, type PersonId, type RecordId } from '../../../src/lib/shared/ids.ts';
import type { Organisation } from '../../../src/lib/shared/organisation.ts';
import { weekKey } from '../../../src/lib/shared/week/iso-week.ts';
import type { Login, World } from './world.ts';

const SENTENCES = [
	'Skräp och glas vid norra stranden efter helgen, städat på måndagen.',
	'Hög musik från parkeringen fredag kväll, tre samtal till kommunen.',
	'Klotter på skolans gavel och på busskuren mitt emot.',
	'Ungdomar samlas vid tunneln efter klockan 21, lugn stämning.',
	'Två cykelstölder vid stationen, båda låsta med vajer.',
	'Trasig belysning längs gångvägen mellan torget och biblioteket.'
];

/** An edit as a page sends it, and who made it. */
export interface Made {
	person: PersonId;
	update: Uint8Array;
}

export type Seeded = () => number;
export const oneOf = <T>(list: readonly T[], random: Seeded): T => list[Math.floor(random() * list.length)]!;
export const bytesFrom = (random: Seeded) => (length: number) =>
	Uint8Array.from({ length }, () => Math.floor(random() * 256));

export const authorOf = ({ person, party }: Login): Author => ({ person, party, at: Date.now() });

function entryDraft({ areas, categories, parties }: Organisation, random: Seeded): EntryDraft {
	const where = areas.length > 0 ? { area: oneOf(areas, random).id, place: null } : null;
	const category = oneOf(categories, random)?.id ?? null;
	return { where, category, source: { party: oneOf(parties, random).id, funktion: null } };
}

/** Fills a week as a group does that writes something of everywhere. Answers the rows' ids. */
export function fillWeek(doc: Y.Doc, { organisation, people }: World, entries: number, seed = 1): RecordId[] {
	const random = seeded(seed);
	return Array.from({ length: entries }, (_, index) => {
		const id = newRecordId(bytesFrom(random));
		const text = SENTENCES[index % SENTENCES.length]!;
		addEntry(doc, id, { ...entryDraft(organisation, random), text }, authorOf(people[index % people.length]!));
		return id;
	});
}

/** Proposed and decided åtgärder in all open columns. */
export function fillActions(doc: Y.Doc, { organisation, people, week }: World, actions: number): RecordId[] {
	const random = seeded(2);
	const states = ['proposed', 'decided', 'ongoing', 'done'] as const;
	return Array.from({ length: actions }, (_, index) => {
		const id = newRecordId(bytesFrom(random));
		const owner = oneOf(organisation.funktioner, random).id;
		const draft = {
			title: `Åtgärd ${index}: städa, laga och lys upp`,
			description: oneOf(SENTENCES, random),
			owner,
			performers: [owner],
			due: '2099-12-31' as never,
			status: { state: states[index % states.length]! }
		};
		addAction(doc, id, draft, authorOf(people[0]!), weekKey(week));
		return id;
	});
}

/** Most rows that a week has; after that people only rewrite what is there. */
const MOST_ENTRIES = 120;
const LONGEST = 300;

/**
 * The first `count` edits of a busy week as its pages send them: rows added, their text typed letter by letter, facts
 * picked, words taken away and written anew. Every stretch of work is another window, so another Yjs client.
 */
export function typeWeek(world: Pick<World, 'organisation' | 'people'>, count: number, seed = 3): Made[] {
	const random = seeded(seed);
	const doc = new Y.Doc();
	const made: Made[] = [];
	let login = world.people[0]!;
	doc.on('update', (update: Uint8Array) => made.push({ person: login.person, update }));
	upgradeDocument(doc, 'week');
	const entries: RecordId[] = [];
	while (made.length < count) {
		login = oneOf(world.people, random);
		doc.clientID = Math.floor(random() * 2 ** 32);
		const isNew = entries.length < 5 || (entries.length < MOST_ENTRIES && random() < 0.5);
		if (isNew) entries.push(addRow(doc, world.organisation, login, random));
		const id = isNew ? entries.at(-1)! : oneOf(entries, random);
		rewrite(doc, id, random);
		pickFacts(doc, id, random);
	}
	doc.destroy();
	return made.slice(0, count);
}

function addRow(doc: Y.Doc, organisation: Organisation, login: Login, random: Seeded): RecordId {
	const id = newRecordId(bytesFrom(random));
	addEntry(doc, id, entryDraft(organisation, random), authorOf(login));
	return id;
}

/** A key press at a time, as a text box sends it. */
function rewrite(doc: Y.Doc, id: RecordId, random: Seeded) {
	const text = textOf(doc, entryKind, id, 'text')!;
	const surplus = text.length > LONGEST ? text.length : Math.floor(random() * Math.min(text.length, 12));
	if (text.length > LONGEST) text.delete(0, surplus);
	else for (let left = surplus; left > 0; left--) text.delete(text.length - 1, 1);
	for (const letter of `${oneOf(SENTENCES, random)} `) text.insert(text.length, letter);
}

function pickFacts(doc: Y.Doc, id: RecordId, random: Seeded) {
	editEntry(doc, id, { severity: oneOf(SEVERITIES, random), count: 1 + Math.floor(random() * 9) });
	assessEntry(doc, id, oneOf(TRENDS, random));
}
