import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pino } from 'pino';
import { SearchIndex } from '../../server/search/search-index.ts';
import { openSqliteStore } from '../../server/storage/sqlite/open.ts';
import type { SearchQuery, SearchRow } from '../../server/storage/search.ts';
import type { Store, WeekDocument } from '../../server/storage/store.ts';
import { DEFAULT_MEETING } from '../../src/lib/shared/meeting/agenda.ts';
import type { RecordId, SamverkanId } from '../../src/lib/shared/ids.ts';
import { searchTerms } from '../../src/lib/shared/search/terms.ts';
import { addWeeks, weekKey } from '../../src/lib/shared/week/iso-week.ts';
import { WEEK_STATES } from '../../src/lib/shared/week/lifecycle.ts';
import { seeded } from '../support/seeded.ts';
import type { Scenario } from './support/figure.ts';

const WEEKS = 100;
const ROWS = 200;
const EDITS = 300;

const WORDS = (
	'belysning gata park torg klotter skola ungdomar kväll natt trafik moped buller langning narkotika glas lås ' +
	'cykel stöld inbrott källare garage parkering bad strand brygga busshållplats station tunnel gångväg lekplats ' +
	'fastighet trapphus soprum brand skräp alkohol fest ordning larm väktare ronder trygghet vandring dialog möte'
).split(' ');

const QUESTIONS = [
	'belysning',
	'gatubel',
	'klotter skola',
	'lys',
	'å-17',
	'natt lang',
	'trygg',
	'källare inbrott',
	'moped torg'
];

/** Two words of the list written together now and then, as Swedish does. */
function sentence(random: () => number): string {
	const word = () => WORDS[Math.floor(random() * WORDS.length)]!;
	return Array.from({ length: 14 }, () => (random() < 0.2 ? word() + word() : word())).join(' ');
}

function rowsOf(week: WeekDocument, random: () => number): SearchRow[] {
	return Array.from({ length: ROWS }, (_, index) => ({
		...{ record: `r${index}` as RecordId, kind: 'entry', action: null, circle: 'group', area: null, place: null },
		...{ week: week.week, shown: week.week, at: index, category: null, label: '', title: '' },
		...{ body: sentence(random), names: 'Ekeby torg Ekeby centrum B09' }
	}));
}

async function fill(store: Store, samverkan: SamverkanId): Promise<WeekDocument[]> {
	const random = seeded(48);
	const weeks: WeekDocument[] = [];
	for (let number = 0; number < WEEKS; number++) {
		const week = await store.documents.weekDocument(samverkan, weekKey(addWeeks({ year: 2024, number: 1 }, number)));
		const mark = { version: 1, sequence: 0, seals: 0, names: '' };
		await store.search.replace({ document: week.id, samverkan }, mark, rowsOf(week, random));
		weeks.push(week);
	}
	return weeks;
}

/** The same sentences in a bare FTS5 table on this thread: no rights, no parts of words, no ranking but its own. */
function bareTable(folder: string): DatabaseSync {
	const database = new DatabaseSync(join(folder, 'bare.db'));
	database.exec("PRAGMA journal_mode = WAL; CREATE VIRTUAL TABLE rows USING fts5 (body, prefix = '2 3')");
	const random = seeded(48);
	const insert = database.prepare('INSERT INTO rows (body) VALUES (?)');
	database.exec('BEGIN');
	for (let row = 0; row < WEEKS * ROWS; row++) insert.run(sentence(random));
	database.exec('COMMIT');
	return database;
}

const queryOf = (samverkan: SamverkanId, text: string): SearchQuery => ({
	scope: {
		...{ samverkan, weekStates: WEEK_STATES, draftParties: [], actions: 'all', circles: 'all', sealedActions: false }
	},
	terms: searchTerms(text),
	label: null,
	filters: { kinds: null, weekFrom: null, weekTo: null, area: null, place: null, category: null },
	limit: 6
});

async function timed(times: number, work: (round: number) => unknown): Promise<number[]> {
	const took: number[] = [];
	for (let round = 0; round < times; round++) {
		const began = performance.now();
		await work(round);
		took.push(performance.now() - began);
	}
	return took.sort((a, b) => a - b);
}

const at = (sorted: readonly number[], share: number): number => sorted[Math.floor((sorted.length - 1) * share)]!;

/** What a search costs among 20,000 rows, and what an edit pays for being found. */
export const search: Scenario = async (stack, { quick }) => {
	const folder = mkdtempSync(join(tmpdir(), 'lagestavlan-bench-'));
	stack.defer(() => rmSync(folder, { recursive: true, force: true }));
	const store = await openSqliteStore(folder);
	stack.defer(() => store.close());
	const samverkan = await store.organisation.create({
		...{
			slug: 'ekeby',
			name: 'Ekeby',
			municipality: 'Ekeby',
			policeDistrict: 'Ekeby',
			cadenceDays: 7,
			meetingWeekday: 2
		},
		...{ offlineCopies: false, meeting: DEFAULT_MEETING, example: true }
	});
	const weeks = await fill(store, samverkan);
	const bare = bareTable(folder);
	stack.defer(() => bare.close());

	const rounds = quick ? 90 : 450;
	const question = (round: number) => QUESTIONS[round % QUESTIONS.length]!;
	const match = bare.prepare('SELECT rowid FROM rows WHERE rows MATCH ? ORDER BY rank LIMIT 50');
	const asked = await timed(rounds, (round) => store.search.find(queryOf(samverkan, question(round))));
	const floor = await timed(rounds, (round) =>
		match.all(
			searchTerms(question(round))
				.map((term) => `"${term}"*`)
				.join(' AND ')
		)
	);

	const week = weeks.at(-1)!;
	const [row] = rowsOf(week, seeded(1));
	const written = await timed(EDITS, (round) =>
		store.search.change({ document: week.id, samverkan }, round, new Map([[row!.record, { ...row!, at: round }]]))
	);
	const insert = bare.prepare('INSERT INTO rows (body) VALUES (?)');
	const inserted = await timed(EDITS, () => insert.run(row!.body));
	const index = new SearchIndex({
		...{ store, log: pino({ level: 'silent' }), gather: 60_000 },
		read: () => Promise.reject(new Error('not read here')),
		readSeals: () => Promise.resolve(null)
	});
	const change = {
		document: 'week',
		root: 'entries',
		id: row!.record,
		before: null,
		after: { text: row!.body }
	} as const;
	const noted = await timed(EDITS, (round) => index.changed({ info: week, changes: [change], sequence: round }));
	await index.close();

	return {
		figures: [
			{
				...{ name: 'a question among 20,000 rows, p50', unit: 'ms' },
				...{ ours: at(asked, 0.5), floor: at(floor, 0.5) }
			},
			{
				...{ name: '… p95', unit: 'ms', ours: at(asked, 0.95), floor: at(floor, 0.95) },
				target: { most: 50, of: 'ours' }
			},
			{
				...{ name: 'indexing one edit, beside the event loop, p50', unit: 'ms' },
				...{ ours: at(written, 0.5), floor: at(inserted, 0.5) }
			},
			{
				...{ name: '… what the edit itself pays for it, p95', unit: 'µs', ours: at(noted, 0.95) * 1000 },
				target: { most: 100, of: 'ours' }
			}
		],
		notes: [
			'the floor is a bare FTS5 table on the asking thread; ours looks within words too, decides rights, counts each kind and answers from another thread'
		]
	};
};
