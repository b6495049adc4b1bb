import { existsSync, readdirSync, statSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BUILT = join(ROOT, 'build/handler.js');
const SOURCES = ['src', 'static', 'svelte.config.js', 'vite.config.ts', 'package-lock.json'];

/** Builds the pages where there is no build, or where a source is newer than it. A shipped build has no sources to compare. */
export function buildWhereNeeded(): void {
	if (existsSync(BUILT) && newest(SOURCES.map((path) => join(ROOT, path))) <= statSync(BUILT).mtimeMs) return;
	console.log('Bygger sidorna (en gång, tar en liten stund) …');
	const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
	const built = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'error'], { cwd: ROOT, stdio: 'inherit' });
	if (built.status !== 0) throw new Error('The pages could not be built; the lines above say why.');
}

function newest(paths: readonly string[]): number {
	return Math.max(
		0,
		...paths
			.filter((path) => existsSync(path))
			.map((path) => (statSync(path).isDirectory() ? newestIn(path) : statSync(path).mtimeMs))
	);
}

function newestIn(folder: string): number {
	return newest(readdirSync(folder).map((name) => join(folder, name)));
}
