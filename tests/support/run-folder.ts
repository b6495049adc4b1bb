import { accessSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const ENOUGH = 2 * 1024 ** 3;

/** A file system in memory, where this machine has one with room (a container's own is often 64 MB). */
function hasMemory(): boolean {
	try {
		accessSync(MEMORY, constants.W_OK);
		const { bavail, bsize } = statfsSync(MEMORY);
		return bavail * bsize > ENOUGH;
	} catch {
		return false;
	}
}

/**
 * A folder for everything that a run of the tests puts on disk, gone when the run is over: both runners call this first.
 * In memory where that can be, since the tests commit tens of thousands of times and a disk makes each wait for it; the
 * files and the locks are as real there, and so is what is left of them when a process is killed. `TEST_DISK` names
 * another place.
 */
export default function makeRunFolder(): () => void {
	const folder = mkdtempSync(join(process.env.TEST_DISK ?? (hasMemory() ? MEMORY : tmpdir()), 'lagestavlan-run-'));
	Object.assign(process.env, {
		// where `tmpdir()` is from here on, also for the processes that tests start
		TMPDIR: folder,
		RUN_FOLDER: folder,
		// the same server is started a hundred times
		NODE_COMPILE_CACHE: join(folder, 'compiled')
	});
	return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
