import { entryKind } from '../../../src/lib/shared/board/entry.ts';
import { setValue, textOf } from '../../../src/lib/shared/board/record.ts';
import type { DocumentId, RecordId } from '../../../src/lib/shared/ids.ts';
import { encodeUpdate } from '../../../src/lib/shared/protocol/messages.ts';
import { addEntry } from '../../support/edits.ts';
import type { Where } from '../../support/open-peer.ts';
import { openSynced, type SocketClient } from '../../support/socket-client.ts';
import type { Login } from '../../support/start-rooms.ts';
import { came, type Came, type Ledger } from './ledger.ts';

interface Sent extends Came {
	/** The message's number on its connection. */
	n: number;
	id: RecordId;
}

type Random = () => number;

/** One client under load. It is thrown away with its document; only what it was told or shown counts. */
export class Writer {
	readonly client: SocketClient;
	readonly #login: Login;
	readonly #random: Random;
	readonly #sent: Sent[] = [];
	readonly #own = new Map<RecordId, Came>();
	#n = 1; // the answer to the server's first question

	constructor(client: SocketClient, login: Login, random: Random) {
		this.client = client;
		this.#login = login;
		this.#random = random;
	}

	get acknowledged(): number {
		return Math.max(0, ...this.client.of('saved').map(({ n }) => n));
	}

	/** Writes at an uneven pace for as long as the server lives. */
	async write(): Promise<void> {
		while (this.client.open) {
			for (let edits = Math.ceil(this.#random() * 4); edits > 0; edits--) this.#edit();
			await new Promise((resolve) => setTimeout(resolve, this.#random() * 6));
		}
	}

	/** After the server is gone: what it said to this one, and what it showed it of others. */
	tell(ledger: Ledger) {
		const { acknowledged } = this;
		for (const { n, id, ...state } of this.#sent) if (n <= acknowledged) ledger.owe('acknowledged', id, state);
		for (const [id, state] of came(this.client.doc)) if (!this.#own.has(id)) ledger.owe('seen', id, state);
	}

	#edit() {
		const ids = [...this.#own.keys()];
		const id = ids[Math.floor(this.#random() * ids.length)];
		const dice = this.#random();
		if (!id || dice < 0.4) this.#add();
		else if (dice < 0.75 || this.#own.get(id)!.erased) this.#count(id);
		else this.#erase(id);
	}

	#add() {
		let id!: RecordId;
		const update = this.client.write((doc) => (id = addEntry(doc, this.#login, { text: 'Skräp', count: 1 })));
		this.#send(update, id, { count: 1, erased: false });
	}

	#count(id: RecordId) {
		const { count, erased } = this.#own.get(id)!;
		const update = this.client.write((doc) => setValue(doc, entryKind, id, 'count', count + 1));
		this.#send(update, id, { count: count + 1, erased });
	}

	/** A deletion and nothing else: no clock rises with it. */
	#erase(id: RecordId) {
		const { count } = this.#own.get(id)!;
		const update = this.client.write((doc) => {
			const text = textOf(doc, entryKind, id, 'text')!;
			text.delete(0, text.length);
		});
		this.#send(update, id, { count, erased: true });
	}

	#send(update: Uint8Array, id: RecordId, state: Came) {
		this.#own.set(id, state);
		this.#sent.push({ n: ++this.#n, id, ...state });
		this.client.send(encodeUpdate(update));
	}
}

export const openWriter = async (at: Where, login: Login, id: DocumentId, random: Random): Promise<Writer> =>
	new Writer(await openSynced(at, login, id), login, random);
