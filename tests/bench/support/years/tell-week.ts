import { setAttendance } from '../../../../src/lib/shared/board/attendance.ts';
import { AREA_TRENDS, confirmLevel, setAreaTrend, setLevel } from '../../../../src/lib/shared/board/area-level.ts';
import {
	assessCarried,
	carriedKind,
	carryRows,
	confirmCarried,
	goesOn
} from '../../../../src/lib/shared/board/carried.ts';
import { addDecision, decisionKind } from '../../../../src/lib/shared/board/decision.ts';
import type { WeekRecord } from '../../../../src/lib/shared/board/document-record.ts';
import {
	addEntry,
	assessEntry,
	BASES,
	confirmEntry,
	editEntry,
	entryKind,
	RELIABILITIES,
	SEVERITIES,
	TIME_BLOCKS,
	TRENDS
} from '../../../../src/lib/shared/board/entry.ts';
import { addNote } from '../../../../src/lib/shared/board/note.ts';
import { SERVER } from '../../../../src/lib/shared/board/origin.ts';
import { setReport } from '../../../../src/lib/shared/board/party-report.ts';
import { addPriority, priorityKind } from '../../../../src/lib/shared/board/priority.ts';
import { setValue, textOf } from '../../../../src/lib/shared/board/record.ts';
import { removeRecord } from '../../../../src/lib/shared/board/remove.ts';
import { META_ROOT } from '../../../../src/lib/shared/board/schema.ts';
import { addSlot } from '../../../../src/lib/shared/board/slot.ts';
import { addUpcoming } from '../../../../src/lib/shared/board/upcoming.ts';
import type { AreaId, DocumentId, RecordId } from '../../../../src/lib/shared/ids.ts';
import type { Edit } from './chronicle.ts';
import { MINUTE, type Teller, type WeekTime } from './told.ts';
import { measure, more, observation, reason } from './words.ts';

export const ROWS_A_WEEK = 25;

interface Page {
	teller: Teller;
	time: WeekTime;
	document: DocumentId;
}

/** The week before, as it was left: what may be carried on from it. */
export interface Before {
	time: WeekTime;
	record: WeekRecord;
}

/** All that is written in one week's document until it is sealed. Answers the rows, for åtgärder to point at. */
export function tellWeek(page: Page, before: Before | null): { edits: Edit[]; rows: RecordId[] } {
	const told = Array.from({ length: ROWS_A_WEEK }, () => tellRow(page));
	const rows = told.map(({ id }) => id);
	const edits = [
		...(before ? carriedOn(page, before) : []),
		...told.flatMap((row) => row.edits),
		...page.teller.organisation.areas.flatMap(({ id }) => tellLevel(page, id)),
		...priorities(page, rows),
		...reports(page),
		...plans(page),
		...minutes(page)
	];
	return { edits, rows };
}

function tellRow(page: Page): { id: RecordId; edits: Edit[] } {
	const { teller, time, document } = page;
	const id = teller.id();
	const who = teller.oneOf(teller.writers);
	const at = time.office(1, 3);
	const text = observation(teller);
	const draft = { text, where: teller.where(), source: { party: who.party, funktion: null } };
	const written = teller.edit(document, who, at, (doc) => addEntry(doc, id, draft, teller.author(who, at), SERVER));
	return { id, edits: [written, ...facts(page, id, who, at), ...rewritten(page, id, at), ...assessed(page, id)] };
}

/** Category, when, count: a pick at a time, by whoever wrote the row. */
function facts({ teller, time, document }: Page, id: RecordId, who: Teller['convener'], from: number): Edit[] {
	const { organisation } = teller;
	const day = time.day(teller.between(1, 3));
	const when = { from: day, to: null, block: teller.oneOf(TIME_BLOCKS), time: null, recurring: teller.chance(0.2) };
	const picks = [
		{ category: organisation.categories[Math.floor(teller.random() ** 2 * organisation.categories.length)]!.id },
		{ severity: teller.oneOf(SEVERITIES) },
		{ basis: teller.oneOf(BASES), reliability: teller.oneOf(RELIABILITIES) },
		...teller.some([{ when }, { count: teller.between(1, 9) }], 0.6)
	];
	return picks.map((pick, index) =>
		teller.edit(document, who, from + (index + 1) * 7_013, (doc) => editEntry(doc, id, pick, SERVER))
	);
}

/** Words added by others, and a word that was wrong. */
function rewritten({ teller, time, document }: Page, id: RecordId, from: number): Edit[] {
	const edits: Edit[] = [];
	for (let index = teller.between(1, 4); index > 0; index--) {
		const at = Math.min(from + index * 19 * MINUTE, time.at(4, '08:59'));
		const words = `, ${more(teller)}`;
		const write: Edit['write'] = (doc) => {
			const text = textOf(doc, entryKind, id, 'text');
			text?.insert(text.length, words);
		};
		edits.push(teller.edit(document, teller.oneOf(teller.writers), at, write));
	}
	if (teller.chance(0.3))
		edits.push(
			teller.meet(document, time, (doc) => {
				const text = textOf(doc, entryKind, id, 'text');
				text?.delete(0, Math.min(8, text.length));
				text?.insert(0, 'Nytt: ');
			})
		);
	return edits;
}

function assessed({ teller, time, document }: Page, id: RecordId): Edit[] {
	const trend = teller.oneOf(TRENDS);
	const edits = [
		teller.meet(document, time, (doc) =>
			teller.chance(0.15) ? confirmEntry(doc, id, SERVER) : assessEntry(doc, id, trend, SERVER)
		)
	];
	if (teller.chance(0.03))
		edits.push(
			teller.meet(document, time, (doc, { person, at }) => removeRecord(doc, entryKind, id, person, at, SERVER))
		);
	return edits;
}

/** What still stands of the week before, referred to when the week is opened, and said how it stands now. */
function carriedOn({ teller, time, document }: Page, { time: earlier, record }: Before): Edit[] {
	const entries = record.entries.filter((entry) => goesOn(entry) && teller.chance(0.3));
	const carried = record.carried.filter((row) => goesOn(row) && teller.chance(0.5));
	const rows = new Map([
		...carried.map(({ id, from }) => [id, from!] as const),
		...entries.map(({ id }) => [id, earlier.key] as const)
	]);
	const at = time.at(1, '07:00');
	const opened: Edit = {
		...{ at, document, author: null, via: 'rule' },
		write: (doc) => carryRows(doc, rows, SERVER)
	};
	return [opened, ...[...rows.keys()].flatMap((id) => standing({ teller, time, document }, id))];
}

function standing({ teller, time, document }: Page, id: RecordId): Edit[] {
	const trend = teller.oneOf(TRENDS);
	const words = more(teller);
	return [
		teller.meet(document, time, (doc) =>
			teller.chance(0.4) ? confirmCarried(doc, id, SERVER) : assessCarried(doc, id, trend, SERVER)
		),
		...teller.some(
			[
				teller.edit(document, teller.oneOf(teller.writers), time.office(1, 3), (doc) =>
					textOf(doc, carriedKind, id, 'text')?.insert(0, words)
				)
			],
			0.4
		)
	];
}

function tellLevel({ teller, time, document }: Page, area: AreaId): Edit[] {
	const level = teller.oneOf([1, 1, 1, 2, 2, 3]);
	const why = reason(teller);
	const trend = teller.oneOf(AREA_TRENDS);
	return [
		teller.edit(document, teller.convener, time.office(2, 3), (doc) =>
			teller.chance(0.4) ? confirmLevel(doc, area, level, SERVER) : setLevel(doc, area, level, why, SERVER)
		),
		...teller.some([teller.meet(document, time, (doc) => setAreaTrend(doc, area, trend, SERVER))], 0.8)
	];
}

function priorities({ teller, time, document }: Page, rows: readonly RecordId[]): Edit[] {
	return rows.slice(0, teller.between(2, 5)).flatMap((entry) => {
		const id = teller.id();
		const draft = { title: measure(teller), where: teller.where(), entry };
		return [
			teller.edit(document, teller.convener, time.office(3, 3), (doc) => {
				addPriority(doc, id, draft, teller.author(teller.convener, time.at(3, '16:00')), SERVER);
			}),
			...teller.some(
				[teller.meet(document, time, (doc) => textOf(doc, priorityKind, id, 'title')?.insert(0, 'Akut: '))],
				0.3
			)
		];
	});
}

/** Most parties report, some that there is nothing; what is missing is missing. */
function reports({ teller, time, document }: Page): Edit[] {
	return teller.some(teller.organisation.parties, 0.85).map(({ id }) => {
		const at = time.office(1, 3);
		const state = teller.chance(0.3) ? 'nil' : 'reported';
		const by = teller.author(teller.convener, at);
		return teller.edit(document, teller.convener, at, (doc) => setReport(doc, id, state, by, SERVER));
	});
}

function plans({ teller, time, document }: Page): Edit[] {
	const { funktioner } = teller.organisation;
	const plan = (write: (id: RecordId, at: number) => Edit['write']) => {
		const at = time.office(1, 2);
		return teller.edit(document, teller.convener, at, write(teller.id(), at));
	};
	const by = (at: number) => teller.author(teller.convener, at);
	const slot = () => ({
		funktion: teller.oneOf(funktioner).id,
		where: teller.where(),
		day: time.day(teller.between(5, 7)),
		hours: { from: '18:00', to: '23:00' }
	});
	const upcoming = () => ({
		title: observation(teller),
		kind: 'event' as const,
		dates: { from: time.day(teller.between(5, 7)), to: null },
		where: teller.where()
	});
	return [
		...Array.from({ length: 5 }, slot).map((draft) =>
			plan((id, at) => (doc) => addSlot(doc, id, draft, by(at), SERVER))
		),
		...Array.from({ length: 2 }, upcoming).map((draft) =>
			plan((id, at) => (doc) => addUpcoming(doc, id, draft, by(at), SERVER))
		)
	];
}

function minutes({ teller, time, document }: Page): Edit[] {
	const attendance = teller.organisation.funktioner.map(({ id }) => {
		const state = teller.oneOf(['ordinary', 'ordinary', 'ordinary', 'deputy', 'absent'] as const);
		return teller.meet(document, time, (doc) => setAttendance(doc, id, state, SERVER));
	});
	const decisions = Array.from({ length: 3 }, (): Edit => {
		const [id, text] = [teller.id(), `${measure(teller)} – ${reason(teller)}`];
		return teller.meet(document, time, (doc, by) => {
			addDecision(doc, id, { text }, by, SERVER);
			const meta = doc.getMap<number>(META_ROOT);
			const number = (meta.get('lastNumber') ?? 0) + 1;
			setValue(doc, decisionKind, id, 'number', number);
			meta.set('lastNumber', number);
		});
	});
	const notes = Array.from({ length: 2 }, (): Edit => {
		const [id, draft] = [teller.id(), { text: more(teller), parked: teller.chance(0.3) }];
		return teller.meet(document, time, (doc, by) => addNote(doc, id, draft, by, SERVER));
	});
	return [...attendance, ...decisions, ...notes];
}
