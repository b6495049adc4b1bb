import * as Y from 'yjs';
import type { Actor } from '../../../src/lib/shared/access/roles.ts';
import { upgradeDocument } from '../../../src/lib/shared/board/schema.ts';
import type { DocumentId, FunktionId, PartyId, PersonId, RecordId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import { encodeStep2, encodeUpdate } from '../../../src/lib/shared/protocol/messages.ts';
import { handle, type Effect } from '../../../server/realtime/document-core.ts';
import { OpenDocument } from '../../../server/realtime/open-document.ts';
import { newSession, type Session } from '../../../server/realtime/session.ts';
import type { JournalRow, WeekDocument } from '../../../server/storage/store.ts';
import { addEntry } from '../../support/edits.ts';
import type { Login } from '../../support/start-rooms.ts';

const WEEK = {
	id: 'd'.repeat(22) as DocumentId,
	kind: 'week',
	samverkan: 's' as SamverkanId,
	week: '2026-W48',
	state: 'reporting',
	epoch: 'e'
} as WeekDocument;

const SILENT_WIRE = { send: () => undefined, close: () => undefined };

/** The server's document and journal without a server: what a message stores is kept, what breaks it is thrown away. */
export class Table {
	document: OpenDocument;
	readonly rows: JournalRow[] = [];
	/** Each message is an hour after the one before, so that nobody runs out of permits, or of goodwill. */
	now = Date.now();
	#sessions = 0;

	constructor() {
		this.document = this.#load();
		const { updates } = this.document.watch((doc) => void upgradeDocument(doc, 'week'));
		this.#keep(null, updates);
	}

	person(name: string): Login & { session: Session } {
		const person = name as PersonId;
		const party = `part-${name}` as PartyId;
		const funktion = 'f' as FunktionId;
		const actor = { person, party, samverkan: WEEK.samverkan, roles: ['convener'], funktioner: [funktion] };
		const login = { person, name, party, funktion, cookie: '' };
		return { ...login, session: this.session(actor as unknown as Actor, name) };
	}

	session(actor: Actor, name: string): Session {
		const visitor = { actor, name, funktion: '', sessionHash: `h${++this.#sessions}`, role: 'write' as const };
		return { ...newSession(visitor, SILENT_WIRE, this.now), state: { is: 'live' } };
	}

	/** What the server does with an update. Whoever is turned away comes back as a new connection. */
	send(session: Session, update: Uint8Array, as: 'update' | 'step-2' = 'update'): Effect[] {
		this.now += 3_700_000;
		session.state = { is: 'live' };
		session.gaps = 0;
		const frame = as === 'update' ? encodeUpdate(update) : encodeStep2(update);
		return this.#perform(session, handle(this.document, session, frame, this.now));
	}

	/** Any bytes as a frame. Throws where the server would have fallen over. */
	hear(session: Session, frame: Uint8Array): Effect[] {
		this.now += 3_700_000;
		return this.#perform(session, handle(this.document, session, frame, this.now));
	}

	isTaken(effects: readonly Effect[]): boolean {
		return effects.some((effect) => effect.do === 'acknowledge');
	}

	/** A document with what the journal has. */
	replayed(): Y.Doc {
		const doc = new Y.Doc();
		for (const { update } of this.rows) Y.applyUpdate(doc, update);
		return doc;
	}

	rebuild() {
		const { clients } = this.document;
		this.document = this.#load();
		this.document.clients = clients;
	}

	#perform(session: Session, effects: Effect[]): Effect[] {
		for (const effect of effects) {
			if (effect.do === 'store')
				this.#keep(session.actor.person, effect.rows.map(({ update }) => update)); // prettier-ignore
			else if (effect.do === 'rebuild') this.rebuild();
			else if (effect.do === 'learn-clients') {
				this.document.clients.learn(this.rows);
				return [...effects, ...this.#perform(session, effect.then())];
			}
		}
		return effects;
	}

	#keep(person: PersonId | null, updates: readonly Uint8Array[]) {
		for (const update of updates)
			this.rows.push({ document: WEEK.id, at: this.now, person, via: 'desk', update, sequence: this.rows.length + 1 });
	}

	#load(): OpenDocument {
		return new OpenDocument(WEEK, { snapshot: null, tail: this.rows });
	}
}

/** Somebody with a copy of the document who writes as our program does. */
export class Editor {
	readonly doc = new Y.Doc();
	readonly login: Login & { session: Session };
	readonly #table: Table;
	#unsent: Uint8Array[] = [];

	constructor(table: Table, name: string) {
		this.#table = table;
		this.login = table.person(name);
		this.pull();
		this.doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== 'server') this.#unsent.push(update);
		});
	}

	pull() {
		const missing = Y.encodeStateAsUpdate(this.#table.document.doc, Y.encodeStateVector(this.doc));
		Y.applyUpdate(this.doc, missing, 'server');
	}

	/** Each edit by itself, as one who is connected. */
	push(): Effect[][] {
		return this.#unsent.splice(0).map((update) => this.#table.send(this.login.session, update));
	}

	/** All in one, as one who comes back. */
	pushAll(): Effect[] {
		this.#unsent = [];
		const { doc } = this.#table.document;
		const lacking = Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(doc));
		return this.#table.send(this.login.session, lacking, 'step-2');
	}

	addEntry(text: string): RecordId {
		return addEntry(this.doc, this.login, { text });
	}
}
