import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { localDay } from '../../../src/lib/shared/week/iso-week.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

/** The longest a start may take, with the example's six weeks told, on a machine that has much else to do. */
const START_MS = 180_000;

/** The built server, started as in production, on a port and a data folder of its own. */
export class TestServer {
	readonly url: string;
	readonly dataDir: string;
	readonly #env: NodeJS.ProcessEnv;
	#process: ChildProcess | null = null;
	#output = '';

	constructor(port: number, dataDir: string, env: Record<string, string> = {}) {
		this.dataDir = dataDir;
		this.url = `http://127.0.0.1:${port}`;
		this.#env = {
			...process.env,
			NODE_ENV: 'production',
			PORT: String(port),
			HOST: '127.0.0.1',
			DATA_DIR: dataDir,
			LOG_LEVEL: 'warn',
			ORIGIN: '',
			...env
		};
	}

	/** `env` is for this run alone. */
	async start(env: Record<string, string> = {}): Promise<void> {
		await allowStart();
		const child = spawn(process.execPath, ['server/index.ts'], {
			cwd: ROOT,
			env: { ...this.#env, ...env },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		this.#process = child;
		this.#output = '';
		for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (this.#output += data));
		await this.#ready(child);
	}

	/** Ends the process at once, as a power cut would. */
	async kill(): Promise<void> {
		await this.#end('SIGKILL');
	}

	/** Asks it to stop; resolves to its exit code. */
	async stop(): Promise<number | null> {
		return this.#end('SIGTERM');
	}

	/** Waits until it ends by itself; its exit code. */
	async ended(): Promise<number | null> {
		const child = this.#process;
		if (!child || child.exitCode !== null) return child?.exitCode ?? null;
		return ((await once(child, 'exit')) as [number | null])[0];
	}

	get output(): string {
		return this.#output;
	}

	/** Runs the `samverkan` command on the data folder; the server must not be running. */
	command(...args: string[]): string {
		const ran = spawnSync(process.execPath, ['server/cli.ts', ...args], {
			cwd: ROOT,
			env: this.#env,
			encoding: 'utf8'
		});
		if (ran.status !== 0)
			throw new Error(`samverkan ${args.join(' ')} ended with ${ran.status}: ${ran.stdout}${ran.stderr}`);
		return ran.stdout;
	}

	async dispose(): Promise<void> {
		await this.kill();
		rmSync(this.dataDir, { recursive: true, force: true });
	}

	async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
		const child = this.#process;
		this.#process = null;
		if (!child || child.exitCode !== null) return child?.exitCode ?? null;
		const ended = once(child, 'exit') as Promise<[number | null]>;
		child.kill(signal);
		return (await ended)[0];
	}

	async #ready(child: ChildProcess): Promise<void> {
		const latest = Date.now() + START_MS;
		while (child.exitCode === null) {
			if (Date.now() > latest) throw new Error(`The server did not start in ${START_MS / 1000} s: ${this.#output}`);
			const answer = await fetch(`${this.url}/healthz`).catch(() => null);
			if (answer?.ok) return;
			await pause(50); // between two looks at whether it answers
		}
		throw new Error(`The server ended with ${child.exitCode}: ${this.#output}`);
	}
}

/** What a start takes is not taken from the browser test, or its hook, that waits for it. Vitest has limits of its own. */
async function allowStart(): Promise<void> {
	if (process.env.TEST_WORKER_INDEX === undefined) return;
	const { test } = await import('@playwright/test');
	test.info().setTimeout(test.info().timeout + START_MS);
}

/** A server that is not started yet, so that a test can put something in its data folder first. */
export async function newServer(env: Record<string, string> = {}): Promise<TestServer> {
	return new TestServer(await freePort(), mkdtempSync(join(tmpdir(), 'lagestavlan-')), env);
}

/** A server over the example's data that is not started again yet. */
export async function exampleServer(env: Record<string, string> = {}): Promise<TestServer> {
	const server = await newServer(env);
	cpSync(await exampleFolder(), server.dataDir, { recursive: true });
	return server;
}

/** A running server with the example data, as after `npm start` the first time. */
export async function demoServer(): Promise<TestServer> {
	const server = await exampleServer();
	await server.start();
	return server;
}

/** The data folder that a first start leaves, made once in a run, and again when the day of its story is over. */
async function exampleFolder(): Promise<string> {
	const folder = join(process.env.RUN_FOLDER!, `example-${localDay(Date.now())}`);
	if (!existsSync(folder)) await keepFirstStart(folder);
	return folder;
}

async function keepFirstStart(folder: string): Promise<void> {
	const server = await newServer();
	await server.start();
	await server.stop();
	try {
		renameSync(server.dataDir, folder);
	} catch (error) {
		await server.dispose();
		if (!existsSync(folder)) throw error; // otherwise another worker was first
	}
}

async function freePort(): Promise<number> {
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const { port } = probe.address() as AddressInfo;
	probe.close();
	await once(probe, 'close');
	return port;
}
