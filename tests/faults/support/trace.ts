import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export const hasStrace = spawnSync('strace', ['-f', 'true'], { stdio: 'ignore' }).status === 0;

/** Runs a server and writes down what it asks of the kernel where files and sockets are concerned. */
export const strace = (file: string, inject: readonly string[] = []): string[] => [
	'strace',
	...['-f', '--seccomp-bpf', '-y', '-s', '48', '-o', file],
	...['-e', 'trace=pwrite64,fsync,fdatasync,write,writev,sendto,sendmsg'],
	...inject.flatMap((what) => ['-e', `inject=${what}`])
];

type Event = 'written' | 'synced' | 'sync-failed' | 'saved';

/** A frame of the server's, header and body in one piece or two, that begins with SAVED. */
const SAVED_FRAME = /"\\202(?:\\\w+|.)(?:", iov_len=\d+\}, \{iov_base=")?A\\/;

/** What happened to the write-ahead log and to SAVED, in the order in which it had happened. */
export function readTrace(file: string): Event[] {
	const unfinished = new Map<string, boolean>();
	return readFileSync(file, 'utf8')
		.split('\n')
		.flatMap((line) => eventOf(line, unfinished) ?? []);
}

function eventOf(line: string, unfinished: Map<string, boolean>): Event | null {
	const [, pid = '', call = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
	const isLog = /\((\d+)<[^>]*-wal>/.test(call);
	if (/^(fsync|fdatasync)\(/.test(call)) {
		if (!call.includes('unfinished')) return isLog ? resultOf(call) : null;
		unfinished.set(pid, isLog);
	} else if (/^<\.\.\. (fsync|fdatasync) resumed>/.test(call)) return unfinished.get(pid) ? resultOf(call) : null;
	else if (call.startsWith('pwrite64(')) return isLog ? 'written' : null;
	else if (SAVED_FRAME.test(call)) return 'saved';
	return null;
}

const resultOf = (call: string): Event => (/= 0(?: |$)/.test(call) ? 'synced' : 'sync-failed');

/** SAVED after edits that were sent one at a time: how many of them came after their write and its sync, in that order. */
export function judge(events: readonly Event[]): { inOrder: number; early: number; failedSyncs: number } {
	const result = { inOrder: 0, early: 0, failedSyncs: events.filter((event) => event === 'sync-failed').length };
	let state: 'nothing' | 'dirty' | 'clean' = 'nothing';
	for (const event of events) {
		if (event === 'written' || event === 'sync-failed') state = 'dirty';
		else if (event === 'synced') state = state === 'dirty' ? 'clean' : state;
		else {
			if (state === 'clean') result.inOrder += 1;
			else result.early += 1;
			state = 'nothing';
		}
	}
	return result;
}
