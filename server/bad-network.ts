import type { IncomingMessage, Server } from 'node:http';
import { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { JournalStore } from './storage/store.ts';

/** How bad it is, in milliseconds and chances. */
export interface BadNetwork {
	/** Each way, anew for every piece. */
	latency: [least: number, most: number];
	/** Until a line is cut, or goes silent; null where lines stay. */
	lineLives: [least: number, most: number] | null;
	/** Of lines that end, how many end without a word. */
	silent: number;
	/** Longer that the disk takes for every save. Over two seconds it would count as one that does not answer. */
	store: number;
	/** Of saves, how many the disk refuses. */
	refused: number;
}

/** What `npm run dev:slow` and `npm run dev:flaky` are like. */
export const BAD_NETWORKS = {
	slow: { latency: [300, 800], lineLives: null, silent: 0, store: 1_500, refused: 0 },
	flaky: { latency: [20, 200], lineLives: [5_000, 40_000], silent: 0.4, store: 0, refused: 0.1 }
} as const satisfies Record<string, BadNetwork>;

/** In [0, 1). */
type Random = () => number;

const between = ([least, most]: readonly [number, number], random: Random): number => least + random() * (most - least);

/** A socket whose bytes come late both ways, in order, until it is cut or says no more. */
class BadLine extends Duplex {
	readonly #socket: Duplex;
	readonly #network: BadNetwork;
	readonly #random: Random;
	readonly #end: NodeJS.Timeout | undefined;
	#isSilent = false;
	#arriving: Promise<void> = Promise.resolve();

	constructor(socket: Duplex, network: BadNetwork, random: Random) {
		super();
		this.#socket = socket;
		this.#network = network;
		this.#random = random;
		socket.on('data', (bytes: Buffer) => this.#later(() => this.push(bytes)));
		socket.on('end', () => this.#later(() => this.push(null)));
		socket.on('close', () => this.destroy());
		socket.on('error', () => this.destroy());
		if (network.lineLives) this.#end = setTimeout(() => this.#fail(), between(network.lineLives, random));
	}

	override _read(): void {
		// pieces are pushed as they arrive: the other end is a browser in development, and waits for answers
	}

	override _write(bytes: Buffer, _encoding: BufferEncoding, done: () => void): void {
		void this.#travel().then(() => {
			if (!this.#isSilent && !this.#socket.destroyed) this.#socket.write(bytes);
			done();
		});
	}

	override _final(done: () => void): void {
		this.#socket.end();
		done();
	}

	override _destroy(error: Error | null, done: (error: Error | null) => void): void {
		clearTimeout(this.#end);
		this.#socket.destroy();
		done(error);
	}

	#fail(): void {
		if (this.#random() < this.#network.silent) this.#isSilent = true;
		else this.destroy();
	}

	#later(arrive: () => void): void {
		const travelled = this.#travel();
		this.#arriving = this.#arriving
			.then(() => travelled)
			.then(() => {
				if (!this.#isSilent && !this.destroyed) arrive();
			});
	}

	#travel(): Promise<void> {
		return pause(between(this.#network.latency, this.#random));
	}
}

/** From here on, sockets that are upgraded at these paths are bad lines. Pages and Vite's own socket stay well. */
export function spoilNetwork(
	server: Server,
	paths: readonly string[],
	network: BadNetwork,
	random: Random = Math.random
): void {
	const emit = server.emit.bind(server) as (event: string, ...rest: unknown[]) => boolean;
	server.emit = (event: string, ...rest: unknown[]): boolean => {
		const [request, socket, ...head] = rest as [IncomingMessage, Duplex, Buffer];
		if (event !== 'upgrade' || !paths.some((path) => request.url?.startsWith(path))) return emit(event, ...rest);
		return emit(event, request, new BadLine(socket, network, random), ...head);
	};
}

/** The same of the disk. */
export function spoilJournal(journal: Pick<JournalStore, 'append'>, network: BadNetwork, random: Random = Math.random) {
	const append = journal.append.bind(journal);
	journal.append = async (rows) => {
		if (network.store > 0) await pause(network.store);
		if (random() < network.refused) throw new Error('The disk refuses this save, as it was asked to');
		return append(rows);
	};
}
