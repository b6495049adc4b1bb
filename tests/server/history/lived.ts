import { rewriteRecord } from '../../../src/lib/shared/board/free-text.ts';
import { sameValue } from '../../../src/lib/shared/board/record.ts';
import { kindAt, type DocumentKind } from '../../../src/lib/shared/board/schema.ts';
import type { Change, Via } from '../../../src/lib/shared/history/change.ts';
import { rowTakenBack } from '../../../src/lib/shared/history/taken-back.ts';
import type { DocumentId, PartyId, PersonId, RecordId } from '../../../src/lib/shared/ids.ts';
import { HIDDEN, mask } from '../../../src/lib/shared/redaction/mask.ts';
import { localDay, weekKey, weekOf, type WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import type { FlaggedPart } from '../../../server/storage/flags.ts';

export type Plain = Readonly<Record<string, unknown>> & { id: string };
export type Board = Readonly<Record<string, readonly Plain[]>>;

/** Who wrote, when and where; nobody where the server's rules did. */
export interface By {
	at: number;
	person: PersonId | null;
	via: Via;
	/** Which moment it says that it brought back. */
	restored: number | null;
}

interface Step extends By {
	board: Board;
}

type Told = Pick<
	Change,
	'at' | 'person' | 'party' | 'via' | 'week' | 'root' | 'record' | 'field' | 'before' | 'after' | 'restored'
>;

/** What was seen live in one document: its board after everything that was done, and who did it. */
export class Lived {
	readonly id: DocumentId;
	readonly kind: DocumentKind;
	readonly #week: WeekKey | null;
	readonly #parties: ReadonlyMap<PersonId, Change['party']>;
	#steps: Step[];
	#found: Step[] | null = null;
	/** Records whose words nobody is shown, while it is judged. */
	#hidden: readonly Pick<FlaggedPart, 'root' | 'id'>[] = [];

	constructor(
		of: { id: DocumentId; kind: DocumentKind; week: WeekKey | null },
		board: Board,
		parties: ReadonlyMap<PersonId, Change['party']>
	) {
		this.id = of.id;
		this.kind = of.kind;
		this.#week = of.week;
		this.#parties = parties;
		this.#steps = [{ at: 0, person: null, via: 'rule', restored: null, board }];
	}

	saw(by: By, board: Board): void {
		this.#found = null;
		this.#steps.push({ ...by, board });
	}

	hide(parts: readonly Pick<FlaggedPart, 'root' | 'id' | 'document'>[]): void {
		this.#hidden = parts.filter(({ document }) => document === this.id);
	}

	/** The words of these records were taken away from all that ever was, and are marks of the same length. */
	redact(parts: readonly Pick<FlaggedPart, 'root' | 'id' | 'document'>[]): void {
		this.#found = null;
		const own = parts.filter(({ document }) => document === this.id);
		this.#steps = this.#steps.map((step) => ({ ...step, board: this.#rewritten(step.board, own, mask) }));
	}

	/** Every moment at which something was changed, and those just before and after. */
	moments(): number[] {
		const at = this.#changed().flatMap((step) => [step.at - 1, step.at, step.at + 1]);
		return [...new Set(at)].filter((moment) => moment > 0);
	}

	/** As of a moment a document is what it was after the last change that is no later. */
	boardAt(moment: number): Board {
		return this.#stepAt(moment).board;
	}

	/** As this party may see it: what is flagged is hidden, and another party's row that it took back later. */
	shownAt(moment: number, viewer: PartyId | null = null): Board {
		const changed = this.#changed();
		const index = changed.indexOf(this.#stepAt(moment));
		const lists = Object.entries(this.boardAt(moment)).map(([root, list]) => [
			root,
			list.map((one) => {
				const told = viewer !== null && this.#isOthers(changed, root, one.id, index, viewer) ? rowTakenBack(one) : one;
				return this.#hides(root, one.id) ? rewriteRecord(kindAt(this.kind, root)!, told, () => HIDDEN) : told;
			})
		]);
		return Object.fromEntries(lists) as Board;
	}

	/** Every change, with all its words. */
	told(): Told[] {
		return this.#toldOf(this.#changed());
	}

	/** Every change as this party may see it. */
	toldTo(viewer: PartyId): Told[] {
		const changed = this.#changed();
		return this.#toldOf(changed).map(({ step, ...one }) => {
			const isOthers = this.#isOthers(changed, one.root, one.record, step, viewer);
			const kind = kindAt(this.kind, one.root)!;
			const shown = (value: unknown) => {
				if (one.field === null && value === null) return null;
				const record = (one.field === null ? value : { [one.field]: value }) as Plain;
				const own = isOthers ? rowTakenBack(record) : record;
				const told = this.#hides(one.root, one.record) ? rewriteRecord(kind, own, () => HIDDEN) : own;
				return one.field === null ? told : told[one.field];
			};
			return { ...one, before: shown(one.before), after: shown(one.after) };
		});
	}

	/** What was said in rows until another party than this took them back. */
	takenBackFrom(viewer: PartyId): string {
		const changed = this.#changed();
		const told = this.#toldOf(changed).filter(({ root, record, step }) =>
			this.#isOthers(changed, root, record, step, viewer)
		);
		return JSON.stringify(told.map(({ field, before, after }) => said(field, before) + said(field, after)));
	}

	#stepAt(moment: number): Step {
		return this.#changed().findLast(({ at }) => at <= moment) ?? this.#steps[0]!;
	}

	#hides(root: string, record: string): boolean {
		return this.#hidden.some((one) => one.root === root && one.id === record);
	}

	/** Was the row taken back then or later, by another party? */
	#isOthers(changed: readonly Step[], root: string, record: string, index: number, viewer: PartyId): boolean {
		if (root !== 'entries') return false;
		const withdrawal = ({ board }: Step) =>
			byId(board.entries!).get(record)?.withdrawn as { party: PartyId } | null | undefined;
		const at = changed.findIndex((step) => withdrawal(step));
		return at >= index && withdrawal(changed[at]!)?.party !== viewer;
	}

	/** What changed nothing, or nothing any more, is no change. */
	#changed(): readonly Step[] {
		const [first, ...others] = this.#steps;
		const isChange = (step: Step, index: number) => !sameValue(step.board, this.#steps[index]!.board);
		return (this.#found ??= [first!, ...others.filter(isChange)]);
	}

	#toldOf(steps: readonly Step[]): (Told & { step: number })[] {
		return steps.flatMap((step, index) => {
			const told = index === 0 ? [] : this.#difference(steps[index - 1]!.board, step);
			return told.map((one) => ({ ...one, step: index }));
		});
	}

	#difference(before: Board, { board: after, ...by }: Step): Told[] {
		const week = this.#week ?? weekKey(weekOf(localDay(by.at)));
		const one = { ...by, party: by.person && (this.#parties.get(by.person) ?? null), week };
		return Object.keys(after).flatMap((root): Told[] => {
			const [had, has] = [byId(before[root]!), byId(after[root]!)];
			return [...new Set([...had.keys(), ...has.keys()])].flatMap((id): Told[] => {
				const [old, now] = [had.get(id) ?? null, has.get(id) ?? null];
				const about = { root, record: id as RecordId };
				if (sameValue(old, now)) return [];
				if (!old || !now) return [{ ...one, ...about, field: null, before: old, after: now }];
				const changed = Object.keys(now).filter((field) => !sameValue(old[field], now[field]));
				return changed.map((field) => ({ ...one, ...about, field, before: old[field], after: now[field] }));
			});
		});
	}

	#rewritten(board: Board, parts: readonly Pick<FlaggedPart, 'root' | 'id'>[], by: (words: string) => string): Board {
		if (parts.length === 0) return board;
		const keys = new Set(parts.map(({ root, id }) => `${root} ${id}`));
		const lists = Object.entries(board).map(([root, list]) => [
			root,
			list.map((one) => (keys.has(`${root} ${one.id}`) ? rewriteRecord(kindAt(this.kind, root)!, one, by) : one))
		]);
		return Object.fromEntries(lists) as Board;
	}
}

const said = (field: string | null, value: unknown): string =>
	field === 'text' ? String(value) : field === null ? String((value as Plain | null)?.text) : '';

const byId = (list: readonly Plain[]) => new Map(list.map((one) => [one.id, one]));

/** In one order, and with what both tell. */
export const inOrder = (told: readonly Told[]): string[] =>
	told
		.map(({ at, person, party, via, week, root, record, field, before, after, restored }) =>
			JSON.stringify({ at, person, party, via, week, root, record, field, before, after, restored })
		)
		.sort();
