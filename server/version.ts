import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Config } from './config.ts';

const VERSION_FILE = fileURLToPath(new URL('../build/client/_app/version.json', import.meta.url));

/** The build's version as its pages know it, so that a page of an older build can be told. */
export function readVersion(mode: Config['mode']): string {
	if (mode === 'development' || !existsSync(VERSION_FILE)) return 'development';
	return (JSON.parse(readFileSync(VERSION_FILE, 'utf8')) as { version: string }).version;
}
