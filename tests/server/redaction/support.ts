import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pino } from 'pino';
import { Flagging } from '../../../server/redaction/flagging.ts';
import type { Flag } from '../../../server/storage/flags.ts';
import { DATABASE_FILE } from '../../../server/storage/sqlite/open.ts';
import type { Actor } from '../../../src/lib/shared/access/roles.ts';
import type { Login, RoomsServer, World } from '../../support/start-rooms.ts';

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

export function flaggingOf(
	server: RoomsServer,
	tell: (told: unknown) => Promise<void> = () => Promise.resolve(),
	now = Date.now
) {
	const { store, rooms, live } = server;
	return new Flagging({ store, rooms, live, tell, log: pino({ level: 'silent' }), now, random });
}

export const actorOf = async ({ store }: RoomsServer, { samverkan }: World, { person }: Login): Promise<Actor> =>
	(await store.organisation.actor(samverkan, person))!;

export const emptied = ({ parts }: Pick<Flag, 'parts'>): string[] => parts.flatMap(({ words }) => words.map(() => ''));

/** The forms that words may be kept in: UTF-8, UTF-16, and as JSON writes them, inside JSON too. */
function formsOf(words: string): Buffer[] {
	const json = JSON.stringify(words).slice(1, -1);
	const escaped = json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
	const texts = new Set([words, json, escaped, JSON.stringify(json).slice(1, -1), encodeURIComponent(words)]);
	return [...texts].flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]);
}

function filesIn(folder: string): string[] {
	return readdirSync(folder).flatMap((name) => {
		const path = join(folder, name);
		return statSync(path).isDirectory() ? filesIn(path) : [path];
	});
}

/** Files of the folder, read as bytes, that hold any of the words in any form. */
export function filesWith(folder: string, words: readonly string[]): string[] {
	const forms = words.flatMap((text) => formsOf(text).map((bytes) => ({ text, bytes })));
	return filesIn(folder).flatMap((path) => {
		const content = readFileSync(path);
		return forms.filter(({ bytes }) => content.includes(bytes)).map(({ text }) => `${path}: ${text}`);
	});
}

/** Tables with a cell that holds any of the words, journal and snapshots too. */
export function tablesWith(folder: string, words: readonly string[]): string[] {
	const database = new DatabaseSync(join(folder, DATABASE_FILE), { readOnly: true });
	const names = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
	const found = names.flatMap(({ name }) => {
		const rows = database.prepare(`SELECT * FROM "${String(name)}"`).all();
		const cells = rows.flatMap((row) => Object.values(row).map((cell) => bytesOf(cell)));
		const holds = (text: string) => formsOf(text).some((form) => cells.some((cell) => cell.includes(form)));
		return words.some(holds) ? [String(name)] : [];
	});
	database.close();
	return found;
}

const bytesOf = (cell: unknown): Buffer =>
	cell instanceof Uint8Array ? Buffer.from(cell) : Buffer.from(String(cell as string | number | null));
