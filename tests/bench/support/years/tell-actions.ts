import {
	ACTION_TYPES,
	actionKind,
	addAction,
	editAction,
	HORIZONS,
	PREVENTION_LEVELS,
	setOwner,
	setStatus
} from '../../../../src/lib/shared/board/action.ts';
import { EFFECTS, type ActionStatus } from '../../../../src/lib/shared/board/action-status.ts';
import { addComment } from '../../../../src/lib/shared/board/comment.ts';
import { setFollowUp } from '../../../../src/lib/shared/board/follow-up.ts';
import { orderBetween } from '../../../../src/lib/shared/board/order.ts';
import { SERVER } from '../../../../src/lib/shared/board/origin.ts';
import { setValue, textOf } from '../../../../src/lib/shared/board/record.ts';
import { META_ROOT } from '../../../../src/lib/shared/board/schema.ts';
import type { Author } from '../../../../src/lib/shared/board/values.ts';
import { editRecord } from '../../../../src/lib/shared/board/write.ts';
import type { FunktionId, RecordId } from '../../../../src/lib/shared/ids.ts';
import type { Result } from '../../../../src/lib/shared/result.ts';
import type { Funktion } from '../../../../src/lib/shared/organisation.ts';
import { addDays, addWeeks, localDay, weekKey, weekOf } from '../../../../src/lib/shared/week/iso-week.ts';
import type { Edit } from './chronicle.ts';
import { DAY, WeekTime, type Teller } from './told.ts';
import { measure, more, observation, reason } from './words.ts';

/** Åtgärder of five years in the order they were made: each gets the next number and the last place. */
export class ActionsTold {
	readonly #teller: Teller;
	#order: string | null = null;

	constructor(teller: Teller) {
		this.#teller = teller;
	}

	/** One åtgärd from its proposal until it is followed up or cancelled, weeks later. */
	tell(time: WeekTime, rows: readonly RecordId[]): Edit[] {
		const teller = this.#teller;
		const id = teller.id();
		const funktion = teller.oneOf(teller.organisation.funktioner);
		this.#order = orderBetween(this.#order, null);
		const weeks = teller.between(1, 6);
		const due = addDays(time.day(5), 7 * teller.between(1, weeks));
		const draft = {
			...{ title: measure(teller), description: observation(teller), goal: '', order: this.#order, due },
			...{ where: teller.where(), type: teller.oneOf(ACTION_TYPES), prevention: teller.oneOf(PREVENTION_LEVELS) },
			...{ horizon: teller.oneOf(HORIZONS), owner: funktion.id, performers: [funktion.id] },
			answers: { week: time.key, kind: 'entry' as const, id: teller.oneOf(rows) }
		};
		const proposed = (doc: Parameters<Edit['write']>[0], by: Author) => {
			must(addAction(doc, id, draft, by, time.key, SERVER));
			const meta = doc.getMap<number>(META_ROOT);
			const number = (meta.get('lastNumber') ?? 0) + 1;
			setValue(doc, actionKind, id, 'number', number);
			meta.set('lastNumber', number);
		};
		return [
			this.#proposal(time, proposed),
			...this.#steps(id, funktion, time, weeks),
			...this.#comments(id, time, weeks),
			...this.#changes(id, time)
		];
	}

	#proposal(time: WeekTime, write: (doc: Parameters<Edit['write']>[0], by: Author) => void): Edit {
		const teller = this.#teller;
		const who = teller.oneOf(teller.writers);
		const at = time.office(1, 3);
		return teller.edit(teller.actions, who, at, (doc) => write(doc, teller.author(who, at)));
	}

	/** Decided at the meeting, begun, hindered now and then, done, and followed up at a later meeting. */
	#steps(id: RecordId, funktion: Funktion, time: WeekTime, weeks: number): Edit[] {
		const teller = this.#teller;
		const meets = (after: number, status: ActionStatus) => {
			const then = this.#weekAfter(time, after);
			const moment = { week: then.key, today: then.day(4) };
			return teller.meet(teller.actions, then, (doc) => must(setStatus(doc, id, status, moment, SERVER)));
		};
		if (teller.chance(0.06)) return [meets(0, { state: 'cancelled', reason: reason(teller) })];
		const works = (at: number, status: ActionStatus) => this.#works(id, funktion, at, status);
		const begun = time.at(5, '10:00') + Math.floor(teller.random() * 2 * DAY);
		const done = time.at(1, '09:00') + weeks * 7 * DAY + Math.floor(teller.random() * DAY);
		const late = begun + Math.floor((done - begun) / 2);
		const hindered: Edit[] =
			done - begun > 4 * DAY && teller.chance(0.1)
				? [works(late, { state: 'blocked', reason: reason(teller) }), works(late + DAY, { state: 'ongoing' })]
				: [];
		const effect = { state: 'followed-up', effect: teller.oneOf(EFFECTS), sentence: more(teller) } as const;
		return [
			meets(0, { state: 'decided' }),
			this.#accepted(id, funktion, begun - 30 * 60_000),
			works(begun, { state: 'ongoing' }),
			...hindered,
			works(done, { state: 'done' }),
			...(teller.chance(0.9) ? [meets(weeks + teller.between(0, 2), effect)] : [])
		];
	}

	#works(id: RecordId, funktion: Funktion, at: number, status: ActionStatus): Edit {
		const teller = this.#teller;
		const today = localDay(at);
		const moment = { week: weekKey(weekOf(today)), today };
		const write: Edit['write'] = (doc) => must(setStatus(doc, id, status, moment, SERVER));
		return teller.edit(teller.actions, this.#staff(funktion), at, write);
	}

	#accepted(id: RecordId, funktion: Funktion, at: number): Edit {
		const who = this.#staff(funktion);
		const accepted = { by: this.#teller.author(who, at), funktion: funktion.id };
		return this.#teller.edit(this.#teller.actions, who, at, (doc) =>
			editRecord(doc, actionKind, id, { accepted }, SERVER)
		);
	}

	#comments(id: RecordId, time: WeekTime, weeks: number): Edit[] {
		const teller = this.#teller;
		return Array.from({ length: teller.between(0, 3) }, () => {
			const who = teller.oneOf(teller.writers);
			const at = this.#weekAfter(time, teller.between(1, weeks)).office(1, 5);
			const [comment, text] = [teller.id(), `${more(teller)}.`];
			const by = teller.author(who, at);
			return teller.edit(teller.actions, who, at, (doc) => addComment(doc, comment, id, text, by, SERVER));
		});
	}

	/** Words, another ansvarig, another date: not every åtgärd is done as it was decided. */
	#changes(id: RecordId, time: WeekTime): Edit[] {
		const teller = this.#teller;
		const later = () => this.#weekAfter(time, 1).office(1, 5);
		const edit = (write: Edit['write']) => teller.edit(teller.actions, teller.oneOf(teller.writers), later(), write);
		const owner: FunktionId = teller.oneOf(teller.organisation.funktioner).id;
		const words = `. ${more(teller)}`;
		const due = addDays(time.day(5), 7 * teller.between(3, 8));
		return [
			...teller.some(
				[
					edit((doc) => {
						const text = textOf(doc, actionKind, id, 'description');
						text?.insert(text.length, words);
					})
				],
				0.5
			),
			...teller.some([edit((doc) => must(setOwner(doc, id, owner, SERVER)))], 0.12),
			...teller.some([edit((doc) => must(editAction(doc, id, { due }, SERVER)))], 0.2)
		];
	}

	#staff({ people }: Funktion) {
		const { organisation, convener } = this.#teller;
		return organisation.people.find(({ person }) => people.includes(person)) ?? convener;
	}

	#weekAfter = (time: WeekTime, weeks: number): WeekTime =>
		new WeekTime(addWeeks(time.week, weeks), this.#teller.random);
}

/** What the meeting said of the åtgärder it took up, in the week's document. */
export const followedUp = (
	teller: Teller,
	time: WeekTime,
	document: Edit['document'],
	open: readonly RecordId[]
): Edit[] =>
	open.map((id) => {
		const disposition = teller.oneOf(['done', 'continues', 'continues', 'blocked'] as const);
		return teller.meet(document, time, (doc, by) => setFollowUp(doc, id, disposition, by, SERVER));
	});

function must(result: Result<true>): void {
	if (!result.ok) throw new Error(`The five years break a rule of the board: ${result.problem.code}`);
}
