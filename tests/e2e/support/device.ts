import type { Page, WebSocketRoute } from '@playwright/test';
import * as decoding from 'lib0/decoding';
import * as wire from '../../../src/lib/shared/protocol/messages.ts';

/** What lies in the browser's database, by store. */
export interface OnDevice {
	unsent: number;
	refused: number;
	copies: number;
	keys: number;
	/** Every byte of every row, as one letter each: what somebody with the disk in hand could search. */
	bytes: string;
}

/** Looks at the page's IndexedDB from outside the program, as somebody who borrowed the machine would. */
export const onDevice = (page: Page): Promise<OnDevice> =>
	page.evaluate(async () => {
		const empty = { unsent: 0, refused: 0, copies: 0, keys: 0, bytes: '' };
		if (!(await indexedDB.databases()).some(({ name }) => name === 'lagestavlan')) return empty;
		const answer = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error);
			});
		const letters = (value: unknown): string => {
			if (value instanceof ArrayBuffer) return letters(new Uint8Array(value));
			if (value instanceof Uint8Array) return Array.from(value, (byte) => String.fromCharCode(byte)).join('');
			if (value instanceof CryptoKey) return value.extractable ? 'EXTRACTABLE' : '';
			if (value !== null && typeof value === 'object') return Object.values(value).map(letters).join('\n');
			return String(value);
		};
		const database = await answer(indexedDB.open('lagestavlan'));
		const found: Record<string, unknown> = { ...empty };
		for (const name of database.objectStoreNames) {
			const rows = await answer<unknown[]>(database.transaction(name).objectStore(name).getAll());
			found[name] = rows.length;
			found.bytes += rows.map(letters).join('\n');
		}
		database.close();
		return found as unknown as typeof empty;
	});

/** The tab dies, as it does when the machine runs out of memory: no handler of the page runs. */
export async function crash(page: Page): Promise<void> {
	const crashed = page.waitForEvent('crash');
	const session = await page.context().newCDPSession(page);
	void session.send('Page.crash').catch(() => undefined); // nobody is left to answer
	await crashed;
}

/** The line for edits of one page, which lets pages and live events through whatever it does. */
export class SyncLine {
	/** As through a proxy that takes no WebSocket. */
	isStopped = false;
	/** What the server's greeting becomes: it runs a newer schema, or has the history anew. */
	greeting: (hello: wire.Hello) => wire.Hello = (hello) => hello;

	/** Reloads the page: what is open already can not be taken over. */
	static async of(page: Page): Promise<SyncLine> {
		const line = new SyncLine();
		await page.routeWebSocket(/\/sync\//, (socket) => line.#join(socket));
		await page.reload();
		return line;
	}

	#join(socket: WebSocketRoute): void {
		if (this.isStopped) return void socket.close({ code: 1013 });
		socket.connectToServer().onMessage((message) => socket.send(this.#rewritten(message as Buffer)));
	}

	#rewritten(message: Buffer): Buffer {
		const decoder = decoding.createDecoder(new Uint8Array(message));
		const isHello = decoding.readVarUint(decoder) === wire.HELLO;
		return isHello ? Buffer.from(wire.encodeHello(this.greeting(wire.readHello(decoder)))) : message;
	}
}
