import { spawnSync } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { startBoard, startFloor, startPeer, type ChildServer } from '../support/child-server.ts';
import type { World } from '../support/world.ts';
import { batched, board, hocuspocus, plain, type Dialect } from './dialects.ts';

export const SERVERS = ['ours', 'relay', 'batching relay', 'y-websocket-server', 'hocuspocus'] as const;
export type ServerName = (typeof SERVERS)[number];

/** One of those that are measured, and how it is spoken to. */
export interface Measured {
	name: ServerName;
	server: ChildServer;
	dialect: Dialect;
}

const FOLDER = resolve(import.meta.dirname, '..');
const PEERS = join(FOLDER, 'peers');

/**
 * The peers have a package and a lock file of their own, so that the app has nothing of them. What npm installs is moved
 * beside the peers' programs: where npm puts it, the benchmark itself would find a second Yjs in it.
 */
function installPeers() {
	if (existsSync(join(PEERS, 'node_modules'))) return;
	console.error('sync: installing the peers in tests/bench (npm ci, once; what is native is compiled, some minutes)');
	spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
		cwd: FOLDER,
		stdio: ['ignore', 'ignore', 'inherit'],
		shell: process.platform === 'win32'
	});
	const installed = join(FOLDER, 'node_modules');
	if (existsSync(installed)) renameSync(installed, join(PEERS, 'node_modules'));
}

const isInstalled = (name: string): boolean => {
	try {
		createRequire(join(PEERS, 'any.mjs')).resolve(name);
		return true;
	} catch {
		return false;
	}
};

export interface Started {
	measured: Measured[];
	/** What is not there, and why. */
	notes: string[];
}

/** All that can be started here, each in a process of its own. `keeps` gives y-websocket-server its LevelDB. */
export async function startAll(stack: AsyncDisposableStack, world: World, { keeps = false } = {}): Promise<Started> {
	installPeers();
	const floor = await startFloor(stack);
	const measured: Measured[] = [
		{ name: 'ours', server: await startBoard(stack, world.folder), dialect: board },
		{ name: 'relay', server: floor, dialect: plain('relay') },
		{ name: 'batching relay', server: await startFloor(stack), dialect: batched }
	];
	const notes: string[] = [];
	const add = async (name: ServerName, needs: string, start: () => Promise<ChildServer>, dialect: Dialect) => {
		if (!isInstalled(needs)) return void notes.push(`${name} could not be installed here: no figures of it`);
		const server = await start().catch((error: unknown) => void notes.push(`${name} did not start: ${String(error)}`));
		if (server) measured.push({ name, server, dialect });
	};
	const env = keeps ? { YPERSISTENCE: join(world.folder, 'y-leveldb') } : {};
	const plainServer = () => startPeer(stack, 'y-websocket-server.mjs', { env });
	await add('y-websocket-server', '@y/websocket-server/utils', plainServer, plain(''));
	const withSqlite = () => startPeer(stack, 'hocuspocus.mjs', { args: [join(world.folder, 'hocuspocus.sqlite')] });
	await add('hocuspocus', 'sqlite3', withSqlite, hocuspocus);
	return { measured, notes };
}
