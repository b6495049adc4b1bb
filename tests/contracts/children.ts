import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));

function kept(child: ChildProcess) {
	onTestFinished(() => void child.kill('SIGKILL'));
	return child;
}

/** Runs a script of this folder in a process of its own. */
export const runChild = (name: string, ...args: string[]): ChildProcess =>
	kept(spawn(process.execPath, [script(name), ...args], { stdio: ['ignore', 'pipe', 'inherit'] }));

/** The same with no file allowed to grow past so many KiB: what a full disk does to it. */
export const runChildOnSmallDisk = (kib: number, name: string, ...args: string[]): ChildProcess => {
	const limited = `trap '' XFSZ; ulimit -f ${kib}; exec "$0" "$@"`;
	const command = ['-c', limited, process.execPath, script(name), ...args];
	return kept(spawn('bash', command, { stdio: ['ignore', 'pipe', 'inherit'] }));
};

export const linesOf = (child: ChildProcess): AsyncIterable<string> => createInterface({ input: child.stdout! });

export const exitOf = (child: ChildProcess): Promise<number | null> =>
	new Promise((resolve) => child.once('exit', (code) => resolve(code)));
