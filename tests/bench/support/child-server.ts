import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const ROOT = resolve(import.meta.dirname, '../../..');

/** A server in a process of its own, so that its CPU time is its own. Killed with the stack. */
export class ChildServer {
	readonly port: number;
	readonly #process: ChildProcess;

	constructor(process: ChildProcess, port: number) {
		this.#process = process;
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

	/** Memory that stays after garbage is collected, in KiB; null where the system does not say. */
	async keptMemory(): Promise<number | null> {
		const { pid } = this.#process;
		if (pid === undefined || !existsSync(`/proc/${pid}/status`)) return null;
		this.#process.kill('SIGUSR2');
		await pause(1_000); // collecting is the other process's work, and it says nothing when it is done
		return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
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

const COLLECTED = ['--expose-gc', `--import=${pathToFileURL(join(import.meta.dirname, 'collect-garbage.mjs'))}`];

function start(stack: AsyncDisposableStack, args: string[], env: NodeJS.ProcessEnv): ChildProcess {
	const child = spawn(process.execPath, [...COLLECTED, ...args], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
	stack.defer(() => end(child, 'SIGKILL'));
	return child;
}

/** The built board, started as in production on the world's data folder. */
export async function startBoard(stack: AsyncDisposableStack, dataDir: string): Promise<ChildServer> {
	const port = await freePort();
	const own = { NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), ORIGIN: '', DATA_DIR: dataDir };
	const child = start(stack, ['server/index.ts'], { ...process.env, ...own, LOG_LEVEL: 'warn' });
	child.stdout?.resume();
	const server = new ChildServer(child, port);
	while (child.exitCode === null && child.signalCode === null) {
		const answer = await fetch(`${server.origin}/healthz`).catch(() => null);
		if (answer?.ok) return server;
		await pause(50); // between two looks at whether it answers
	}
	throw new Error(`The board's server ended with ${child.exitCode ?? child.signalCode}`);
}

/** `floor.ts`: what is left when nothing of the board is there. */
export async function startFloor(stack: AsyncDisposableStack): Promise<ChildServer> {
	const child = start(stack, [join(import.meta.dirname, 'floor.ts')], process.env);
	const [port] = (await once(child.stdout!, 'data')) as [Buffer];
	return new ChildServer(child, Number(port.toString()));
}

/** A peer's program under `tests/bench/peers`, with the packages of `tests/bench`. */
export async function startPeer(
	stack: AsyncDisposableStack,
	program: string,
	{ args = [], env = {} }: { args?: string[]; env?: NodeJS.ProcessEnv } = {}
): Promise<ChildServer> {
	const child = start(stack, [join('tests/bench/peers', program), ...args], { ...process.env, ...env });
	let said = '';
	for await (const chunk of child.stdout!.iterator({ destroyOnReturn: false })) {
		said += String(chunk);
		const port = /port (\d+)/.exec(said)?.[1];
		if (port === undefined) continue;
		child.stdout!.resume();
		return new ChildServer(child, Number(port));
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
