import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as limits from '../../src/lib/shared/protocol/limits.ts';

/** The words of a test that shows what happens beyond a limit, and the reason it is counted by where it is counted. */
type Shown = [test: string, reason?: string];

const SHOWN: Record<keyof typeof limits, Shown> = {
	MAX_FRAME_BYTES: ['V03 an update that is longer than a frame may be'],
	MAX_UPDATE_BYTES: ['V04 an update that just fits in a frame', 'update-size'],
	MAX_CLOCK: ['a clock', 'malformed'],
	MAX_UPDATE_STRUCTS: ['structs of one who is at work', 'large-update-rate'],
	MAX_UPDATE_CLIENTS: ['client ids of one who is at work', 'large-update-rate'],
	MAX_LARGE_STRUCTS: ['structs of a large update', 'too-large'],
	MAX_LARGE_CLIENTS: ['client ids of a large update', 'too-large'],
	LARGE_BURST: ['[GD3] a connection gives a few large ones at a time', 'large-update-rate'],
	LARGE_PER_SECOND: ['a permit comes back', 'large-update-rate'],
	MAX_DELETE_RANGES: ['deleted ranges', 'too-large'],
	MAX_DEPTH: ['types in types'],
	MAX_STEPS: ['[GD4] ends within its steps'],
	MAX_STEPS_PER_UPDATE: ['[GD4] ends within its steps'],
	MAX_STATE_VECTOR_BYTES: ['V05 a state vector without end', 'state-vector-size'],
	MAX_PRESENCE_BYTES: ['V08 presence that is too long or too often', 'presence-size'],
	MAX_FOCUS_LENGTH: ['[PR3] presence that is too long'],
	UPDATE_BURST: ['V01 somebody who writes without a pause', 'update-rate'],
	UPDATES_PER_SECOND: ['a permit comes back', 'update-rate'],
	PRESENCE_BURST: ['V08 presence that is too long or too often', 'presence-rate'],
	PRESENCE_PER_SECOND: ['a permit comes back', 'presence-rate'],
	STEP1_BURST: ['V02 somebody who asks for the whole document', 'step-1-rate'],
	STEP1_PER_SECOND: ['a permit comes back', 'step-1-rate'],
	MAX_PRESENCE_CLOCK: ['[PR2] nobody speaks for another client'],
	CLIENT_IDS_BURST: ['V13 somebody who brings ever new client ids', 'client-ids'],
	CLIENT_IDS_PER_SECOND: ['a permit comes back', 'client-ids'],
	BREAKS_BEFORE_READ_ONLY: ['[GD16] three broken updates within an hour'],
	REFUSALS_BEFORE_READ_ONLY: ['refused again and again'],
	READ_ONLY_MS: ['[GD16] three broken updates within an hour'],
	MAX_CONNECTIONS_PER_PERSON: ['V09 one person has so many windows', 'connections-per-person'],
	MAX_CONNECTIONS_PER_BOARD: ['V10 one board has so many connections', 'connections-per-board'],
	MAX_DOCUMENTS_PER_PERSON: ['V11 one person has so many documents open', 'documents-per-person'],
	HEADERS_MS: ['[GD7] before we know who it is'],
	MAX_HEADERS: ['[GD7] before we know who it is'],
	PRESENCE_BUNDLE_MS: ['[PR3] much presence becomes few frames'],
	MAX_BACKLOG_BYTES: ['[RM7] a client that reads too slowly', 'slow-reader'],
	PING_EVERY_MS: ['[RM8] a socket that answers no ping', 'silent'],
	SWEEP_EVERY_MS: ['[RM9] who edits stays logged in'],
	MAX_UNSAVED_BYTES: ['[RM11] what waits for a store', 'too-fast'],
	MAX_UNSAVED_ROWS: ['[RM11] what waits for a store', 'too-fast'],
	MAX_LIVE_BYTES: ['a packet on the other socket']
};

const OWN = 'every-limit.test.ts';
const sources = (folder: string): string =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts') && !name.includes('node_modules') && !name.endsWith(OWN))
		.map((name) => readFileSync(join(folder, name), 'utf8'))
		.join('\n');

test('[RM13] every limit of the wire is shown by a test, and what it turns away is counted by a name of its own', () => {
	const [tests, server] = [sources('tests'), sources('server')];
	expect(Object.keys(SHOWN).sort()).toEqual(Object.keys(limits).sort());
	for (const [limit, [title, reason]] of Object.entries(SHOWN)) {
		expect(tests.includes(title), `${limit}: ${title}`).toBe(true);
		if (reason) expect(server.includes(`'${reason}'`), `${limit}: ${reason}`).toBe(true);
	}
});
