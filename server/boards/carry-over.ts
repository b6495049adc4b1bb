import type { Logger } from 'pino';
import type * as Y from 'yjs';
import { carryRows, goesOn } from '../../src/lib/shared/board/carried.ts';
import type { WeekRecord } from '../../src/lib/shared/board/document-record.ts';
import { SERVER } from '../../src/lib/shared/board/origin.ts';
import { returnNotes } from '../../src/lib/shared/board/returned.ts';
import type { DocumentId, PersonId, RecordId } from '../../src/lib/shared/ids.ts';
import { weekKey, weekOf, localDay, type WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { isOpen, wasMet } from '../../src/lib/shared/week/lifecycle.ts';
import type { Store, Via, WeekDocument } from '../storage/store.ts';
import { EarlierWeeks, type ReadWeek } from './earlier-weeks.ts';
import { WeekSealedError } from './week-sealed.ts';

export interface CarryOverParts {
	store: { documents: Pick<Store['documents'], 'weeks' | 'weekStateLog'> };
	rooms: {
		read(id: DocumentId, kind: 'week'): Promise<WeekRecord>;
		edit(id: DocumentId, via: Via, person: PersonId | null, write: (doc: Y.Doc) => void): Promise<void>;
	};
	log: Pick<Logger, 'warn'>;
	now: () => number;
}

/** What goes on from the weeks before: by id, the week where the words are. */
interface HandedOn {
	rows: Map<RecordId, WeekKey>;
	notes: Map<RecordId, WeekKey>;
}

/**
 * Refers, in a week that is open, to the rows of earlier weeks that still stand and to what they parked. Nothing is
 * copied, and only the open week is written. Doing it again adds what has come since and nothing twice; true when it
 * wrote. Call it when a week is opened, and whenever one that is open is read.
 */
export async function carryOver(parts: CarryOverParts, week: WeekDocument): Promise<boolean> {
	if (!(await takesOver(parts, week))) return false;
	const { rows, notes } = await findLacking(parts, week, await parts.rooms.read(week.id, 'week'));
	if (rows.size + notes.size === 0) return false;
	try {
		await parts.rooms.edit(week.id, 'rule', null, (doc) => {
			carryRows(doc, rows, SERVER);
			returnNotes(doc, notes, SERVER);
		});
	} catch (error) {
		if (!(error instanceof WeekSealedError)) throw error; // somebody has sealed it meanwhile; then it takes no more
		return false;
	}
	return true;
}

/** The week that is now, and one that somebody has opened; not one that was merely looked at, ahead or long after. */
async function takesOver({ store, now }: CarryOverParts, { id, state, week }: WeekDocument): Promise<boolean> {
	if (!isOpen(state)) return false;
	return week === weekKey(weekOf(localDay(now()))) || (await store.documents.weekStateLog(id)).length > 0;
}

/**
 * What the week does not refer to yet. Goes back to the last week that met: one that was skipped hands on what it was
 * handed.
 */
async function findLacking(
	{ store, rooms, log }: CarryOverParts,
	{ samverkan, week }: WeekDocument,
	{ carried, returned }: WeekRecord
): Promise<HandedOn> {
	const before = (await store.documents.weeks(samverkan)).filter((other) => other.week < week);
	const earlier = new EarlierWeeks(tryToRead(rooms, log), before);
	const rows = new Gathered();
	const notes = new Gathered();
	for (const each of before.toReversed()) {
		const record = await earlier.read(each.week);
		if (record) gather(record, each.week, rows, notes);
		if (wasMet(each.state)) break;
	}
	const inOrigin = (root: 'entries' | 'notes') => (id: RecordId, from: WeekKey) =>
		isThere(earlier, root, id, from, log);
	return {
		rows: await rows.beyond(carried, inOrigin('entries')),
		notes: await notes.beyond(returned, inOrigin('notes'))
	};
}

/** References by id; the latest week that says anything of one has the word. */
class Gathered {
	readonly #of = new Map<RecordId, WeekKey | null>();

	add(id: RecordId, from: WeekKey | null, stands: boolean) {
		if (!this.#of.has(id)) this.#of.set(id, stands ? from : null);
	}

	/** Those that still stand and are not among these: only of them is the origin looked up. */
	async beyond(
		there: readonly { id: RecordId }[],
		isThere: (id: RecordId, from: WeekKey) => Promise<boolean>
	): Promise<Map<RecordId, WeekKey>> {
		const known = new Set(there.map(({ id }) => id));
		const lacking = new Map<RecordId, WeekKey>();
		for (const [id, from] of this.#of)
			if (from !== null && !known.has(id) && (await isThere(id, from))) lacking.set(id, from);
		return lacking;
	}
}

function gather(record: WeekRecord, week: WeekKey, rows: Gathered, notes: Gathered) {
	for (const carried of record.carried) rows.add(carried.id, carried.from, goesOn(carried));
	for (const entry of record.entries) rows.add(entry.id, week, goesOn(entry));
	for (const { id, from, handled } of record.returned) notes.add(id, from, !handled);
	for (const { id, parked, removed } of record.notes) notes.add(id, week, parked && removed === null);
}

/** Is what is referred to still where its words were written? */
async function isThere(
	earlier: EarlierWeeks,
	root: 'entries' | 'notes',
	id: RecordId,
	from: WeekKey,
	log: CarryOverParts['log']
): Promise<boolean> {
	const record = await earlier.read(from);
	if (!record) log.warn({ event: 'carry-over-skipped', root, id, from }, 'the week it comes from can not be read');
	return record?.[root].some((one) => one.id === id && one.removed === null) ?? false;
}

/** A week that can not be read hands on nothing, and does not keep the others from it. */
const tryToRead =
	(rooms: CarryOverParts['rooms'], log: CarryOverParts['log']): ReadWeek =>
	({ id, week }) =>
		rooms.read(id, 'week').catch((err: unknown) => {
			log.warn({ event: 'carry-over-unreadable', err, week }, 'a week hands on nothing');
			return null;
		});
