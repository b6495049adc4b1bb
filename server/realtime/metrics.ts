/** What the hot path tells of itself. Reasons are names from our own code, never anything a person wrote. */
export interface RealtimeMetrics {
	/** A message was refused; its sender was told, or lost the connection. */
	rejected(reason: string): void;
	/** Left out without a word, or a connection that was ended. */
	dropped(reason: string): void;
	/** The store took so many rows, in milliseconds. */
	committed(milliseconds: number, rows: number): void;
	/** From an edit's arrival to its SAVED, in milliseconds. */
	acknowledged(milliseconds: number): void;
	received(bytes: number): void;
	sent(bytes: number): void;
}

/** What is turned away, by reason. */
export type Turned = Pick<RealtimeMetrics, 'rejected' | 'dropped'>;

export const UNCOUNTED: Turned = { rejected: () => undefined, dropped: () => undefined };

/** Upper bounds in seconds: from a quick disk to where people are told that it is not saved. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3, 10];

class Histogram {
	readonly #counts = new Array<number>(SECONDS.length + 1).fill(0);
	#sum = 0;

	observe(seconds: number) {
		const bucket = SECONDS.findIndex((most) => seconds <= most);
		this.#counts[bucket === -1 ? SECONDS.length : bucket]! += 1;
		this.#sum += seconds;
	}

	lines(name: string): string[] {
		let count = 0;
		const buckets = this.#counts.map((own, index) => {
			count += own;
			return `${name}_bucket{le="${SECONDS[index] ?? '+Inf'}"} ${count}`;
		});
		return [...buckets, `${name}_sum ${this.#sum}`, `${name}_count ${count}`];
	}
}

/** Most reasons that are told apart: what comes later counts as `other`, so that a mistake can not fill the memory. */
const MOST_REASONS = 64;

class Reasons {
	readonly #counts = new Map<string, number>();

	count(reason: string) {
		const known = /^[a-z0-9-]{1,40}$/.test(reason) && (this.#counts.has(reason) || this.#counts.size < MOST_REASONS);
		const name = known ? reason : 'other';
		this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
	}

	lines(name: string): string[] {
		return [...this.#counts].map(([reason, count]) => `${name}{reason="${reason}"} ${count}`);
	}
}

interface Gauge {
	name: string;
	help: string;
	read(): number;
}

/** Counted here and read in Prometheus' text format. */
export class Metrics implements RealtimeMetrics {
	readonly #rejects = new Reasons();
	readonly #drops = new Reasons();
	readonly #commits = new Histogram();
	readonly #acknowledgements = new Histogram();
	readonly #gauges: Gauge[] = [];
	#rows = 0;
	#bytesIn = 0;
	#bytesOut = 0;

	rejected(reason: string) {
		this.#rejects.count(reason);
	}

	dropped(reason: string) {
		this.#drops.count(reason);
	}

	committed(milliseconds: number, rows: number) {
		this.#commits.observe(milliseconds / 1000);
		this.#rows += rows;
	}

	acknowledged(milliseconds: number) {
		this.#acknowledgements.observe(milliseconds / 1000);
	}

	received(bytes: number) {
		this.#bytesIn += bytes;
	}

	sent(bytes: number) {
		this.#bytesOut += bytes;
	}

	/** Something that is looked up when it is asked for. */
	gauge(name: string, help: string, read: () => number) {
		this.#gauges.push({ name, help, read });
	}

	text(): string {
		const families = [
			...this.#gauges.map(({ name, help, read }) => family(name, 'gauge', help, [`lagestavlan_${name} ${read()}`])),
			this.#counter('bytes_received_total', 'Bytes of frames on /sync, from clients.', this.#bytesIn),
			this.#counter('bytes_sent_total', 'Bytes of frames on /sync, to clients.', this.#bytesOut),
			this.#counter('journal_rows_total', 'Rows on stable storage.', this.#rows),
			this.#reasons('rejects_total', 'Edits that were refused.', this.#rejects),
			this.#reasons('drops_total', 'Connections that were ended or turned away.', this.#drops),
			this.#histogram('commit_seconds', 'One append to the journal, fsync included.', this.#commits),
			this.#histogram('acknowledged_seconds', 'From an edit’s arrival to its SAVED.', this.#acknowledgements)
		];
		return families.flat().join('\n') + '\n';
	}

	#counter(name: string, help: string, value: number): string[] {
		return family(name, 'counter', help, [`lagestavlan_${name} ${value}`]);
	}

	#reasons(name: string, help: string, reasons: Reasons): string[] {
		return family(name, 'counter', help, reasons.lines(`lagestavlan_${name}`));
	}

	#histogram(name: string, help: string, histogram: Histogram): string[] {
		return family(name, 'histogram', help, histogram.lines(`lagestavlan_${name}`));
	}
}

function family(name: string, type: string, help: string, samples: readonly string[]): string[] {
	return [`# HELP lagestavlan_${name} ${help}`, `# TYPE lagestavlan_${name} ${type}`, ...samples];
}
