import type { DocumentId } from '../ids.ts';
import { mask } from '../redaction/mask.ts';
import type { SealedAction, SealedCorrection, SealedEntry, SealedRecord } from './sealed-record.ts';

/** Records whose words are meant: by root and id, and whether they are of the week that the sealed record is of. */
export interface SealedTargets {
	has(root: string, id: string): boolean;
	/** Roots of this very week with a target in it: what the sealed record names by no id is found by its words. */
	here: ReadonlySet<string>;
	/** Roots of earlier weeks with a target in it. */
	earlier: ReadonlySet<string>;
	/** Everything that the targets ever read as. */
	words: ReadonlySet<string>;
}

/** Records whose id is another thing's come back every week: they are meant in their own week only. */
const OF_ONE_WEEK: ReadonlySet<string> = new Set(['levels', 'carried']);

/** In the sealed record of one week. */
export function targetsOf(
	document: DocumentId,
	parts: readonly { document: DocumentId; root: string; id: string }[],
	words: ReadonlySet<string>
): SealedTargets {
	const here = parts.filter((part) => part.document === document);
	return {
		has: (root, id) =>
			(OF_ONE_WEEK.has(root) ? here : parts).some((part) => part.id === id && rootInRecord(part.root) === root),
		here: new Set(here.map(({ root }) => root)),
		earlier: new Set(parts.filter((part) => part.document !== document).map(({ root }) => root)),
		words
	};
}

/** An observation that was shared is a lägesrad by the same id. */
const rootInRecord = (root: string): string => (root === 'observations' ? 'entries' : root);

export interface Rewritten<T> {
	value: T;
	/** Paths of what is another way now, as in `$.areas[2].entries[0].text`. */
	fields: string[];
}

/** Shorter words are in too many sentences to be looked for inside them. */
const LEAST_INSIDE = 4;

/** A sealed record with the targets' words rewritten; by default masked, each by as many units as it has. */
export function rewriteSealed(record: SealedRecord, targets: SealedTargets, rewrite = mask): Rewritten<SealedRecord> {
	const writer = new Writer(targets, rewrite);
	const value: SealedRecord = {
		...record,
		areas: record.areas.map((area, at) => ({
			...area,
			level: area.level && {
				...area.level,
				motive: area.level.motive && writer.own(`areas[${at}].level.motive`, area.level.motive, 'levels', area.id)
			},
			entries: area.entries.map((entry, row) => writer.entry(`areas[${at}].entries[${row}]`, entry))
		})),
		municipality: record.municipality.map((entry, at) => writer.entry(`municipality[${at}]`, entry)),
		priorities: record.priorities.map((one, at) => ({
			...one,
			title: writer.own(`priorities[${at}].title`, one.title, 'priorities', one.id)
		})),
		followUps: record.followUps.map((one, at) => ({
			...one,
			title: writer.own(`followUps[${at}].title`, one.title, 'actions', one.id)
		})),
		actions: record.actions.map((action, at) => writer.action(`actions[${at}]`, action)),
		decisions: writer.first('decisions', 'text', record.decisions, targets.here.has('decisions')),
		notes: writer.first('notes', 'text', record.notes, targets.here.has('notes')),
		returned: writer.first('returned', 'text', record.returned, targets.earlier.has('notes')),
		slots: writer.first('slots', 'note', record.slots, targets.here.has('slots')),
		upcoming: writer.first('upcoming', 'title', record.upcoming, targets.here.has('upcoming')),
		warnings: record.warnings.map((warning, at) => writer.inside(`warnings[${at}]`, warning))
	};
	return { value, fields: writer.fields };
}

/** A rättelse that quotes the words. */
export function rewriteCorrection(
	correction: SealedCorrection,
	words: ReadonlySet<string>,
	rewrite = mask
): Rewritten<SealedCorrection> {
	const targets = { has: () => false, here: new Set<string>(), earlier: new Set<string>(), words };
	const writer = new Writer(targets, rewrite);
	const { about, text, reason } = correction;
	const value = {
		...correction,
		about: writer.inside('about', about),
		text: writer.inside('text', text),
		reason: writer.inside('reason', reason)
	};
	return { value, fields: writer.fields };
}

class Writer {
	readonly fields: string[] = [];
	readonly #targets: SealedTargets;
	readonly #rewrite: (words: string) => string;
	/** The longest first: one may be the beginning of another. */
	readonly #inside: string[];

	constructor(targets: SealedTargets, rewrite: (words: string) => string) {
		this.#targets = targets;
		this.#rewrite = rewrite;
		this.#inside = [...targets.words]
			.map((words) => words.trim())
			.filter(({ length }) => length >= LEAST_INSIDE)
			.sort((a, b) => b.length - a.length);
	}

	own(path: string, text: string, root: string, id: string): string {
		return this.#targets.has(root, id) ? this.#write(path, text, this.#rewrite(text)) : text;
	}

	entry(path: string, entry: SealedEntry): SealedEntry {
		const text = this.own(`${path}.text`, entry.text, 'entries', entry.id);
		const news = entry.carried && this.own(`${path}.carried.text`, entry.carried.text, 'carried', entry.id);
		return { ...entry, text, carried: entry.carried && { ...entry.carried, text: news ?? '' } };
	}

	action(path: string, action: SealedAction): SealedAction {
		const own = (field: string, text: string) => this.own(`${path}.${field}`, text, 'actions', action.id);
		const { title, description, goal, status } = action;
		return {
			...{
				...action,
				title: own('title', title),
				description: own('description', description),
				goal: own('goal', goal)
			},
			status:
				'reason' in status
					? { ...status, reason: own('status.reason', status.reason) }
					: 'sentence' in status
						? { ...status, sentence: own('status.sentence', status.sentence) }
						: status
		};
	}

	/** Of a list without ids the first that reads just so: what the documents have is one of them. */
	first<T extends Record<K, string>, K extends string>(list: string, key: K, things: T[], isHere: boolean): T[] {
		const at = isHere ? things.findIndex((thing) => thing[key] !== '' && this.#targets.words.has(thing[key])) : -1;
		return things.map((thing, index) =>
			index === at
				? { ...thing, [key]: this.#write(`${list}[${at}].${key}`, thing[key], this.#rewrite(thing[key])) }
				: thing
		);
	}

	inside(path: string, sentence: string): string {
		const next = this.#inside.reduce((text, words) => text.replaceAll(words, this.#rewrite), sentence);
		return this.#write(path, sentence, next);
	}

	#write(path: string, before: string, after: string): string {
		if (before !== after) this.fields.push(`$.${path}`);
		return after;
	}
}
