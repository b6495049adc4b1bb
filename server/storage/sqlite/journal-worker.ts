import type { DatabaseSync } from 'node:sqlite';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { JournalDamagedError } from '../errors.ts';
import { connect } from './connection.ts';
import { packRows } from './journal-messages.ts';
import type { Answer, PackedDocument, PackedRows, Request } from './journal-messages.ts';
import { insertRows, readDocument, readRows, writeSnapshot } from './journal-rows.ts';

type Write = Extract<Request, { ask: 'append' | 'save-snapshot' }>;
type Read = Extract<Request, { ask: 'load' | 'history' }>;

const isWrite = (request: Request): request is Write => request.ask === 'append' || request.ask === 'save-snapshot';

function failure(number: number, error: unknown): Answer {
	return error instanceof JournalDamagedError ? { number, damaged: error.sequence } : { number, error };
}

function write(database: DatabaseSync, request: Write): unknown {
	if (request.ask === 'append') return insertRows(database, request.rows);
	return writeSnapshot(database, request.document, request.upTo, request.state);
}

/** All of one request or nothing of it, beside the others that share the commit. */
function writeApart(database: DatabaseSync, request: Write): Answer {
	database.exec('SAVEPOINT request');
	try {
		const value = write(database, request);
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
function writeTogether(database: DatabaseSync, requests: readonly Write[]): Answer[] {
	try {
		database.exec('BEGIN IMMEDIATE');
		const answers = requests.map((request) => writeApart(database, request));
		database.exec('COMMIT');
		return answers;
	} catch (error) {
		if (database.isTransaction) database.exec('ROLLBACK');
		return requests.map(({ number }) => failure(number, error));
	}
}

function read(database: DatabaseSync, request: Read): PackedRows | PackedDocument {
	const { document } = request;
	if (request.ask === 'history') return packRows(document, readRows(database, document, 0, request.until));
	const { snapshot, tail } = readDocument(database, document);
	return { snapshot, tail: packRows(document, tail) };
}

const buffersOf = (value: PackedRows | PackedDocument): ArrayBuffer[] => [
	('tail' in value ? value.tail : value).bytes.buffer
];

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

function work(port: MessagePort, database: DatabaseSync, requests: readonly Request[]) {
	const writes = requests.filter(isWrite);
	if (writes.length > 0) for (const answer of writeTogether(database, writes)) port.postMessage(answer);
	for (const request of requests) {
		if (request.ask === 'close') close(port, database, request.number);
		else if (!isWrite(request)) answerRead(port, database, request);
	}
}

function run(port: MessagePort, file: string) {
	const database = connect(file);
	port.on('message', (request: Request) => work(port, database, [request, ...waiting(port)]));
}

if (parentPort) run(parentPort, (workerData as { file: string }).file);
