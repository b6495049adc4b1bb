import { actionLabel, isOverdue, type Action } from '../board/action.ts';
import { assessmentWords, shortCategoryName } from '../board/entry-words.ts';
import { STATE_WORDS } from '../board/words.ts';
import { kindAt } from '../board/schema.ts';
import type { Where } from '../board/values.ts';
import type { FunktionId, PartyId, PersonId, RecordId } from '../ids.ts';
import { formatDay, formatDue } from '../week/format.ts';
import { fieldName, mainField, valueWords, type HistoryNames } from './change-words.ts';
import type { Change } from './change.ts';
import { authoredText, authorOf, type Author, type AuthoredText, type AuthorWords } from './comparison-authors.ts';
import type { FieldChange, RecordDiff } from './record-diff.ts';
import type { BoardRow } from './row-diff.ts';
import { funktionWords, partyWords, whereWords } from './value-words.ts';

/** One field of a card that is another way. */
export interface Line {
	what: string;
	/** Null where nothing stood. */
	before: string | null;
	after: string | null;
	/** Of a text: word by word. */
	text: AuthoredText | null;
	/** Who made it what it is; of a text all who wrote in it. */
	authors: Author[];
}

/** A thing on the board and what became of it. */
export interface Card {
	id: RecordId;
	root: string;
	/** "Å-17" */
	label: string | null;
	title: string;
	/** What it is about and whose it is. */
	facts: string[];
	lines: Line[];
	/** Who made it or took it away, where it came or went. */
	author: Author | null;
}

/** What cards are written with. */
export interface CardWords extends AuthorWords {
	names: HistoryNames;
	/** Changes between the moments by record, newest first. */
	changesOf(id: RecordId): readonly Change[];
	/** The later moment's day: "3 dagar försenad" is counted from it. */
	day: AuthorWords['today'];
}

const isText = (root: string, field: string): boolean =>
	(kindAt('week', root) ?? kindAt('actions', root))?.fields[field]?.kind === 'text';

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What somebody did to one field; an åtgärd's in the root of its own. */
export function lineOf(root: string, id: RecordId, { field, before, after }: FieldChange, words: CardWords): Line {
	const mine = words.changesOf(id).filter((change) => change.root === root && change.field === field);
	const text = isText(root, field) ? authoredText(asText(before), asText(after), mine, words) : null;
	const [last] = mine;
	return {
		what: fieldName(root, field),
		before: valueWords(root, field, before, words.names),
		after: valueWords(root, field, after, words.names),
		text,
		authors: text ? text.authors : last ? [authorOf(last, words)] : []
	};
}

const made = (created: { person: PersonId; at: number } | null, words: CardWords): Author | null =>
	created && {
		name: words.nameOf(created.person),
		when: authorOf({ ...created, via: 'desk' }, words).when.split(' · ')[0] ?? ''
	};

/** Who took it away or took it back between the moments. */
function tookAway(id: RecordId, words: CardWords): Author | null {
	const away = words.changesOf(id).find(({ field }) => field === 'removed' || field === 'withdrawn');
	return away ? authorOf(away, words) : null;
}

type Made = { created?: { person: PersonId; at: number } | null };

const authorOfFate = ({ id, before, after }: RecordDiff<Made>, words: CardWords): Author | null => {
	if (!after) return tookAway(id, words);
	return before ? null : made(after.created ?? null, words);
};

export function actionCard(diff: RecordDiff<Action>, words: CardWords): Card {
	const action = (diff.after ?? diff.before)!;
	const late = diff.after !== null && isOverdue(action, words.day);
	const due =
		action.due && (late ? formatDue(action.due, words.day) : `klart senast ${formatDay(action.due, words.day)}`);
	return {
		...{ id: diff.id, root: 'actions', label: actionLabel(action), title: action.title || 'Utan rubrik' },
		facts: [STATE_WORDS[action.status.state], funktionWords(action.owner, words.names), due].filter(
			(fact) => !!fact
		) as string[],
		lines: diff.changes.map((change) => lineOf('actions', diff.id, change, words)),
		author: authorOfFate(diff, words)
	};
}

/** How a row stands and what is new about it are the carrying week's; its words are of the week where it was written. */
export function rowCard(diff: RecordDiff<BoardRow>, words: CardWords): Card {
	const row = (diff.after ?? diff.before)!;
	const category = words.names.organisation.categories.find(({ id }) => id === row.category);
	const standing = row.carried ? 'carried' : 'entries';
	const place = ({ field, ...values }: FieldChange): [string, FieldChange] =>
		field === 'news'
			? ['carried', { field: 'text', ...values }]
			: [field === 'assessment' ? standing : 'entries', { field, ...values }];
	return {
		...{ id: diff.id, root: 'entries', label: null, title: row.text },
		facts: [
			whereWords(row.where, words.names),
			category && shortCategoryName(category),
			assessmentWords(row.assessment)
		].filter((fact) => !!fact) as string[],
		lines: diff.changes.map((change) => {
			const [root, told] = place(change);
			return lineOf(root, diff.id, told, words);
		}),
		author: authorOfFate(
			{ ...diff, before: diff.before?.own ?? null, after: diff.after && (diff.after.own ?? {}) },
			words
		)
	};
}

/** Anything else, told by the field that says most about it. */
export function recordCard(root: string, diff: RecordDiff<object>, words: CardWords): Card {
	const record = (diff.after ?? diff.before) as Readonly<Record<string, unknown>>;
	const main = mainField(root) ?? '';
	const said = valueWords(root, main, record[main], words.names);
	const about = aboutWords(root, diff.id, words.names);
	const where = 'where' in record ? whereWords(record.where as Where, words.names) : null;
	return {
		...{ id: diff.id, root, label: null, title: about ?? said ?? 'Utan ord' },
		facts: [about && said, where].filter((fact) => fact !== null),
		lines: diff.changes.map((change) => lineOf(root, diff.id, change, words)),
		author: authorOfFate(diff, words)
	};
}

/** Of records that are kept by the id of what they are about. */
function aboutWords(root: string, id: string, names: HistoryNames): string | null {
	if (root === 'attendance') return funktionWords(id as FunktionId, names);
	if (root === 'reports') return partyWords(id as PartyId, names);
	return root === 'followUps' ? (names.recordName?.(id as RecordId) ?? 'En åtgärd') : null;
}
