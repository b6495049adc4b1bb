import MiniSearch from 'minisearch';
import { actionLabel } from '../../shared/board/action.ts';
import { decisionLabel } from '../../shared/board/decision.ts';
import type { Where } from '../../shared/board/values.ts';
import { hitAddress } from '../../shared/search/hit-address.ts';
import type { Hit, SearchKind } from '../../shared/search/hit.ts';
import { markHits } from '../../shared/search/marks.ts';
import { composed, labelAsked, searchTerms, wordsIn } from '../../shared/search/terms.ts';
import { weekKey } from '../../shared/week/iso-week.ts';
import type { Board } from '../../state/board.svelte.ts';

/** A record of the open board with its words. */
interface Row {
	id: string;
	kind: SearchKind;
	label: string;
	title: string;
	text: string;
	names: string;
	where: string;
}

/** The open board, found in at once and without a network: from the beginning of words, and with a slip of the finger. */
export class BoardIndex {
	readonly #board: Board;
	readonly #rows: ReadonlyMap<string, Row>;
	readonly #index: MiniSearch<Row>;

	constructor(board: Board) {
		this.#board = board;
		this.#rows = new Map(rowsOf(board).map((row) => [row.id, row]));
		this.#index = new MiniSearch<Row>({
			fields: ['label', 'title', 'text', 'names'],
			tokenize: wordsIn, // its own takes å, ä and ö as they are too, but knows no composed letters
			processTerm: (term) => term,
			searchOptions: {
				combineWith: 'AND',
				prefix: true,
				fuzzy: (term) => (term.length > 4 ? 0.2 : false),
				boost: { label: 8, title: 3, text: 2 }
			}
		});
		this.#index.addAll([...this.#rows.values()]);
	}

	find(text: string, most: number): Hit[] {
		const label = labelAsked(text);
		const asked = [...this.#rows.values()].find((row) => row.label !== '' && row.label === label);
		const found = this.#index.search(text).map(({ id }) => this.#rows.get(id as string)!);
		const terms = searchTerms(text);
		return [...new Set([...(asked ? [asked] : []), ...found])].slice(0, most).map((row) => this.#hit(row, terms));
	}

	#hit({ id, kind, label, title, text, where }: Row, terms: readonly string[]): Hit {
		const { week } = this.#board.page;
		const record = id as Hit['record'];
		const key = weekKey(week);
		return {
			...{ kind, record, label, where, week: key },
			title: markHits(title, terms),
			text: markHits(text, terms),
			href: hitAddress({ kind, record, action: record, week: key, shown: key }, week)
		};
	}
}

function rowsOf(board: Board): Row[] {
	const row = (kind: SearchKind, id: string, words: Partial<Row>, where: Where = null, names = ''): Row => {
		const place = whereWords(board, where);
		return { id, kind, label: '', title: '', text: '', ...words, where: place, names: composed(`${place} ${names}`) };
	};
	const category = (id: Parameters<Board['category']>[0] | null) => (id ? (board.category(id)?.name ?? '') : '');
	return [
		...board.actions.map((action) => {
			const { id, title, description, where } = action;
			const functions = [action.owner, ...action.performers].map((id) => (id ? (board.funktion(id)?.name ?? '') : ''));
			const label = action.number === null ? '' : actionLabel(action);
			return row('action', id, { label, title, text: description }, where, functions.join(' '));
		}),
		...board.entries.map((entry) =>
			row('entry', entry.id, { text: entry.text }, entry.where, category(entry.category))
		),
		...board.carriedEntries.map(({ carried, entry }) => {
			const text = [entry.text, carried.text].filter(Boolean).join(' ');
			return row('entry', carried.id, { text }, entry.where, category(entry.category));
		}),
		...board.priorities.map(({ id, title, where }) => row('priority', id, { title }, where)),
		...board.records('decisions').map((one) => row('decision', one.id, { label: decisionLabel(one), text: one.text })),
		...board.records('notes').map(({ id, text }) => row('note', id, { text })),
		...board.upcoming.map(({ id, title, where }) => row('upcoming', id, { title }, where))
	];
}

function whereWords(board: Board, where: Where): string {
	const place = where?.place ? (board.place(where.place)?.name ?? '') : '';
	const area = where ? (board.area(where.area)?.name ?? '') : '';
	return [place, area].filter(Boolean).join(', ');
}
