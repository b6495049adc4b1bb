import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { connect } from './connection.ts';
import type { Answer } from './journal-messages.ts';
import { findRows, wordsLike } from './search-find.ts';
import type { SearchRequest } from './search-messages.ts';
import { changeRows, forgetRow, replaceRows, staleDocuments, standingOf } from './search-rows.ts';

function answer(database: DatabaseSync, request: SearchRequest): unknown {
	switch (request.ask) {
		case 'stale':
			return staleDocuments(database, request.version, request.names);
		case 'standing':
			return standingOf(database, request.document);
		case 'replace':
			return replaceRows(database, request.of, request.mark, request.rows);
		case 'change':
			return changeRows(database, request.of, request.sequence, request.rows);
		case 'forget':
			return forgetRow(database, request.document, request.record);
		case 'find':
			return findRows(database, request.query);
		case 'words-like':
			return wordsLike(database, request.term);
	}
}

function run(port: MessagePort, file: string) {
	const database = connect(file);
	// What a power cut takes of the index is made anew from the journal; nobody waits for its fsync.
	database.exec('PRAGMA synchronous = NORMAL');
	port.on('message', (request: SearchRequest | { number: number; ask: 'close' }) => {
		const { number } = request;
		try {
			if (request.ask === 'close') database.close();
			const value = request.ask === 'close' ? undefined : answer(database, request);
			port.postMessage({ number, value } satisfies Answer);
		} catch (error) {
			if (database.isOpen && database.isTransaction) database.exec('ROLLBACK');
			port.postMessage({ number, error } satisfies Answer);
		}
		if (request.ask === 'close') port.close();
	});
}

if (parentPort) run(parentPort, (workerData as { file: string }).file);
