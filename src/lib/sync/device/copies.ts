import type { WeekPage } from '../../shared/board/week-page.ts';
import { SCHEMA_VERSION } from '../../shared/board/schema.ts';
import type { PersonId, SamverkanId } from '../../shared/ids.ts';
import { weekKey, type WeekKey } from '../../shared/week/iso-week.ts';
import { change, openDatabase, readAll, type CopyRow } from './database.ts';
import { readKey } from './keys.ts';
import { seal, unseal } from './seal.ts';

/** A week as this device last had it. */
export interface WeekCopy {
	/** Milliseconds. */
	at: number;
	page: WeekPage;
}

/** Milliseconds after which a copy is not shown any more: a board that old misleads more than it tells. */
const KEPT = 7 * 24 * 3_600_000;

const about = ({ person, samverkan, week }: Pick<CopyRow, 'person' | 'samverkan' | 'week'>): string =>
	['copies', person, samverkan, week].join('/');

export async function sealCopy(key: CryptoKey, person: PersonId, page: WeekPage, at: number): Promise<CopyRow> {
	const row = { person, samverkan: page.organisation.samverkan.id, week: weekKey(page.week), at };
	const bytes = new TextEncoder().encode(JSON.stringify({ schema: SCHEMA_VERSION, page }));
	return { ...row, sealed: await seal(key, about(row), bytes) };
}

/** Who was logged in here last: without a network nobody can be asked, and nobody else's copies are shown. */
const LAST_PERSON = 'lagestavlan-person';

/** The newest copy of a week that whoever was logged in here last has on this device. */
export async function lastCopy(week: WeekKey, now: number): Promise<WeekCopy | null> {
	const database = await openDatabase();
	try {
		const [fresh, old] = split(await readAll(database, 'copies'), (row) => now - row.at < KEPT);
		if (old.length > 0) await remove(database, old);
		const isTheirs = ({ person }: CopyRow) => person === localStorage.getItem(LAST_PERSON);
		const newest = fresh.filter((row) => row.week === week && isTheirs(row)).sort((a, b) => b.at - a.at)[0];
		return newest ? await read(database, newest) : null;
	} finally {
		database.close();
	}
}

/** Null when another build made it, of another form. */
async function read(database: IDBDatabase, row: CopyRow): Promise<WeekCopy | null> {
	const key = await readKey(database, row.person);
	const bytes = key && (await unseal(key, about(row), row.sealed));
	if (!bytes) return null;
	const { schema, page } = JSON.parse(new TextDecoder().decode(bytes)) as { schema: number; page: WeekPage };
	return schema === SCHEMA_VERSION ? { at: row.at, page } : null;
}

/** Whose copies may be here: one person's, of those samverkan of theirs that allow it. */
export interface MayKeep {
	person: PersonId;
	samverkan: readonly SamverkanId[];
}

/** Removes all others: somebody else has logged in, a samverkan does not allow it any more, or (null) nobody is logged in. */
export async function forgetCopiesBut(mayKeep: MayKeep | null): Promise<void> {
	if (mayKeep) localStorage.setItem(LAST_PERSON, mayKeep.person);
	else localStorage.removeItem(LAST_PERSON);
	const database = await openDatabase();
	try {
		const isKept = ({ person, samverkan }: CopyRow) =>
			mayKeep?.person === person && mayKeep.samverkan.includes(samverkan);
		const gone = (await readAll(database, 'copies')).filter((row) => !isKept(row));
		if (gone.length > 0) await remove(database, gone);
		await forgetKitsBut(database, mayKeep?.person ?? null);
	} finally {
		database.close();
	}
}

/** Whoever is logged in reports here, and nobody else; what somebody else has not sent waits for them, unread. */
async function forgetKitsBut(database: IDBDatabase, person: PersonId | null): Promise<void> {
	const gone = (await readAll(database, 'kits')).filter((row) => row.what === 'kit' && row.person !== person);
	if (gone.length === 0) return;
	await change(database, ['kits'], (store) => {
		for (const row of gone) store('kits').delete([row.person, row.samverkan, row.what]);
	});
}

/** Edits on this device that no server has, whoever's they are. */
export async function countUnsent(): Promise<number> {
	const database = await openDatabase();
	try {
		return (await readAll(database, 'unsent')).length;
	} finally {
		database.close();
	}
}

const remove = (database: IDBDatabase, rows: readonly CopyRow[]): Promise<void> =>
	change(database, ['copies'], (store) => {
		for (const { person, samverkan, week } of rows) store('copies').delete([person, samverkan, week]);
	});

const split = <T>(all: readonly T[], test: (one: T) => boolean): [T[], T[]] => [
	all.filter(test),
	all.filter((one) => !test(one))
];
