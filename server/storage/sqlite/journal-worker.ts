import type { DatabaseSync } from 'node:sqlite';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { JournalDamagedError } from '../errors.ts';
import { connect } from './connection.ts';
import { packRows } from './journal-messages.ts';
import type { Answer, PackedDocument, PackedRows, Request } from './journal-messages.ts';
import { insertRows, prepareInsert, readDocument, readHistory, startAnew, writeSnapshot } from './journal-rows.ts';
import type { RowInserts } from './journal-rows.ts';

type Write = Extract<Request, { ask: 'append' | 'save-snapshot' | 'start-anew' }>;
type Read = Extract<Request, { ask: 'load' | 'history' }>;

const WRITES: readonly Request['ask'][] = ['append', 'save-snapshot', 'start-anew'];
const isWrite = (request: Request): request is Write => WRITES.includes(request.ask);

/** SQLite's extended codes for a file or folder that could not be synced. */
const NOT_SYNCED = [1034, 1290];

export const isUnconfirmed = (error: unknown): boolean =>
	NOT_SYNCED.includes((error as { errcode?: number } | null)?.errcode ?? 0);

function failure(number: number, error: unknown): Answer {
	if (isUnconfirmed(error)) return { number, broken: String(error) };
	return error instanceof JournalDamagedError ? { number, damaged: error.sequence } : { number, error };
}

interface Connection {
	database: DatabaseSync;
	insert: RowInserts;
}

function write({ database, insert }: Connection, request: Write): unknown {
	switch (request.ask) {
		case 'append':
			return insertRows(insert, request.rows);
		case 'save-snapshot':
			return writeSnapshot(database, request.document, request.upTo, request.state);
		case 'start-anew':
			return startAnew(database, insert, request);
	}
}

/** All of one request or nothing of it, beside the others that share the commit. */
function writeApart(connection: Connection, request: Write): Answer {
	const { database } = connection;
	database.exec('SAVEPOINT request');
	try {
		const value = write(connection, request);
		database.exec('RELEASE request');
		return { number: request.number, value };
	} catch (error) {
		// A full disk can end the whole transaction; then nobody's rows are kept.
		if (!database.isTransaction) throw error;
		database.exec('ROLLBACK TO request; RELEASE request');
		return failure(request.number, error);
	}
}

/** One commit, so one fsync, for everything that waited. Nothing is answered before it. */
function writeTogether(connection: Connection, requests: readonly Write[]): Answer[] {
	const { database } = connection;
	try {
		database.exec('BEGIN IMMEDIATE');
		const answers =
			requests.length === 1
				? requests.map((request) => ({ number: request.number, value: write(connection, request) }))
				: requests.map((request) => writeApart(connection, request));
		database.exec('COMMIT');
		return answers;
	} catch (error) {
		if (database.isTransaction) database.exec('ROLLBACK');
		return requests.map(({ number }) => failure(number, error));
	}
}

function read(database: DatabaseSync, request: Read): PackedRows | PackedDocument {
	const { document } = request;
	if (request.ask === 'history') return packRows(document, readHistory(database, document, request.until));
	const { snapshot, tail } = readDocument(database, document);
	return { snapshot, tail: packRows(document, tail) };
}

/** Handed over, not copied. */
function buffersOf(value: PackedRows | PackedDocument): ArrayBuffer[] {
	if (!('tail' in value)) return [value.bytes.buffer];
	const state = value.snapshot?.state.buffer;
	return state instanceof ArrayBuffer ? [value.tail.bytes.buffer, state] : [value.tail.bytes.buffer];
}

function answerRead(port: MessagePort, database: DatabaseSync, request: Read) {
	try {
		const value = read(database, request);
		port.postMessage({ number: request.number, value } satisfies Answer, buffersOf(value));
	} catch (error) {
		port.postMessage(failure(request.number, error));
	}
}

function waiting(port: MessagePort): Request[] {
	const requests: Request[] = [];
	for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) requests.push(next.message);
	return requests;
}

function close(port: MessagePort, database: DatabaseSync, number: number) {
	database.close();
	port.postMessage({ number, value: undefined } satisfies Answer);
	port.close();
}

function work(port: MessagePort, connection: Connection, requests: readonly Request[]) {
	const writes = requests.filter(isWrite);
	if (writes.length > 0) for (const answer of writeTogether(connection, writes)) port.postMessage(answer);
	for (const request of requests) {
		if (request.ask === 'close') close(port, connection.database, request.number);
		else if (!isWrite(request)) answerRead(port, connection.database, request);
	}
}

function run(port: MessagePort, file: string) {
	const database = connect(file);
	const connection = { database, insert: prepareInsert(database) };
	port.on('message', (request: Request) => work(port, connection, [request, ...waiting(port)]));
}

if (parentPort) run(parentPort, (workerData as { file: string }).file);
