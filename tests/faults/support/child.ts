import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Where } from '../../support/open-peer.ts';
import { waitFor } from '../../support/wait-for.ts';

const PROGRAM = fileURLToPath(new URL('./faulty-process.ts', import.meta.url));

export interface Child extends Where {
	port: number;
	process: ChildProcess;
	/** As a power cut is for the process: nothing of its own runs any more. */
	kill(): Promise<void>;
}

export interface ChildOptions {
	port?: number;
	env?: NodeJS.ProcessEnv;
	/** Preloads for all its threads. */
	preload?: string[];
	/** A command that runs it: `['strace', '-f', …]`. */
	under?: string[];
}

/** The real server, in a process of its own. Killed when the test is over. */
export async function startChild(folder: string, options: ChildOptions = {}): Promise<Child> {
	const { port = 0, env = {}, preload = [], under = [] } = options;
	const args = [...preload.map((file) => `--import=${file}`), PROGRAM, folder, String(port)];
	const [command = '', ...rest] = [...under, process.execPath, ...args];
	const child = spawn(command, rest, {
		env: { ...process.env, NODE_OPTIONS: '', ...env },
		stdio: ['ignore', 'pipe', 'inherit'],
		detached: under.length > 0 // a tracer and what it traces are ended together
	});
	const kill = () => end(child, under.length > 0);
	onTestFinished(kill);
	const bound = Number(String(await firstLine(child)));
	return {
		port: bound,
		process: child,
		kill,
		url: `ws://127.0.0.1:${bound}/sync`,
		origin: `http://127.0.0.1:${bound}`
	};
}

async function firstLine(child: ChildProcess): Promise<unknown> {
	const died = once(child, 'exit').then(([code]) => Promise.reject(new Error(`The server ended with ${code}`)));
	const [line] = (await Promise.race([once(child.stdout!, 'data'), died])) as [unknown];
	died.catch(() => undefined); // it is killed in time
	return line;
}

async function end(child: ChildProcess, group: boolean): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = once(child, 'exit');
	if (group) process.kill(-child.pid!, 'SIGKILL');
	else child.kill('SIGKILL');
	await gone;
	if (group) await waitFor(() => !isThere(-child.pid!), 'what was traced to be gone too');
}

function isThere(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}
