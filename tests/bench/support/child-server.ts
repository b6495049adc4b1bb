import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { waitFor } from './wait.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

/** A server in a process of its own, so that its CPU time is its own. Killed with the stack. */
export class ChildServer {
	readonly port: number;
	readonly #process: ChildProcess;
	readonly #memoryFile: string;

	constructor({ process, memoryFile }: Started, port: number) {
		this.#process = process;
		this.#memoryFile = memoryFile;
		this.port = port;
	}

	get origin(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	get sockets(): string {
		return `ws://127.0.0.1:${this.port}`;
	}

	/** CPU time of all its threads so far, in microseconds; null where the system does not say. */
	cpu(): number | null {
		const tasks = `/proc/${this.#process.pid}/task`;
		if (!existsSync(tasks)) return null;
		return readdirSync(tasks).reduce((sum, task) => sum + cpuOf(join(tasks, task, 'schedstat')), 0);
	}

	/** Bytes of it in memory now, all threads and what is shared with the system's files; null where the system does not say. */
	memory(): number | null {
		const status = readIfThere(`/proc/${this.#process.pid}/status`);
		const kept = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
		return kept === undefined ? null : Number(kept) * 1024;
	}

	/** What its main thread has in use after garbage is collected, in KiB; null where there are no such signals. */
	async keptMemory(): Promise<number | null> {
		if (process.platform === 'win32') return null;
		rmSync(this.#memoryFile, { force: true });
		this.#process.kill('SIGUSR2');
		await waitFor(() => readIfThere(this.#memoryFile).endsWith('\n'), 'a server to collect its garbage');
		return Number(readIfThere(this.#memoryFile)) / 1024;
	}

	/** Asks it to stop, as a service manager does, and waits until it has. */
	stop(): Promise<void> {
		return end(this.#process, 'SIGTERM');
	}
}

/** The first number is nanoseconds; a thread that has just ended has none. */
function cpuOf(file: string): number {
	try {
		return Number(readFileSync(file, 'utf8').split(' ')[0]) / 1000;
	} catch {
		return 0;
	}
}

async function end(process: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	if (process.exitCode !== null || process.signalCode !== null) return;
	const ended = once(process, 'exit');
	process.kill(signal);
	await ended;
}

const readIfThere = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

const COLLECTED = ['--expose-gc', `--import=${pathToFileURL(join(import.meta.dirname, 'collect-garbage.mjs'))}`];

interface Started {
	process: ChildProcess;
	/** Where it writes how much memory it has in use. */
	memoryFile: string;
}

function start(stack: AsyncDisposableStack, args: string[], env: NodeJS.ProcessEnv): Started {
	const folder = mkdtempSync(join(tmpdir(), 'lagestavlan-bench-'));
	stack.defer(() => rmSync(folder, { recursive: true, force: true }));
	const memoryFile = join(folder, 'memory');
	const child = spawn(process.execPath, [...COLLECTED, ...args], {
		cwd: ROOT,
		env: { ...env, KEPT_MEMORY_FILE: memoryFile },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	stack.defer(() => end(child, 'SIGKILL'));
	return { process: child, memoryFile };
}

/** The built board, started as in production on the world's data folder. */
export async function startBoard(stack: AsyncDisposableStack, dataDir: string): Promise<ChildServer> {
	const port = await freePort();
	const own = { NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), ORIGIN: '', DATA_DIR: dataDir };
	const started = start(stack, ['server/index.ts'], { ...process.env, ...own, LOG_LEVEL: 'warn' });
	const { process: child } = started;
	child.stdout?.resume();
	const server = new ChildServer(started, port);
	while (child.exitCode === null && child.signalCode === null) {
		const answer = await fetch(`${server.origin}/healthz`).catch(() => null);
		if (answer?.ok) return server;
		await pause(50); // between two looks at whether it answers
	}
	throw new Error(`The board's server ended with ${child.exitCode ?? child.signalCode}`);
}

/** `floor.ts`: what is left when nothing of the board is there. */
export async function startFloor(stack: AsyncDisposableStack): Promise<ChildServer> {
	const started = start(stack, [join(import.meta.dirname, 'floor.ts')], process.env);
	const [port] = (await once(started.process.stdout!, 'data')) as [Buffer];
	return new ChildServer(started, Number(port.toString()));
}

/** A peer's program under `tests/bench/peers`, with the packages of `tests/bench`. */
export async function startPeer(
	stack: AsyncDisposableStack,
	program: string,
	{ args = [], env = {} }: { args?: string[]; env?: NodeJS.ProcessEnv } = {}
): Promise<ChildServer> {
	const started = start(stack, [join('tests/bench/peers', program), ...args], { ...process.env, ...env });
	const { process: child } = started;
	let said = '';
	for await (const chunk of child.stdout!.iterator({ destroyOnReturn: false })) {
		said += String(chunk);
		const port = /port (\d+)/.exec(said)?.[1];
		if (port === undefined) continue;
		child.stdout!.resume();
		return new ChildServer(started, Number(port));
	}
	throw new Error(`${program} ended before it listened: ${said}`);
}

async function freePort(): Promise<number> {
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const { port } = probe.address() as AddressInfo;
	probe.close();
	await once(probe, 'close');
	return port;
}
