/** Finds a Chromium for the browser tests: $CHROMIUM, Playwright's own, the system's; where there is none, gets one. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const SYSTEM = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome-stable',
	'/usr/bin/google-chrome',
	'/opt/google/chrome/chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
];

export const findBrowser = (): string | undefined =>
	[process.env.CHROMIUM, chromium.executablePath(), ...SYSTEM].find((file) => file && existsSync(file));

function run(command: string, args: string[]): boolean {
	console.log(`+ ${command} ${args.join(' ')}`);
	return spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;
}

/** Debian and Ubuntu: the distribution's own package, as root or by a sudo that asks nothing. */
function installByApt(): boolean {
	if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return false;
	const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
	const apt = (...args: string[]) =>
		run('env', [...asRoot, 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args]);
	return apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation');
}

function installBrowser(): void {
	console.log('No browser found for the tests: getting one.');
	if ((installByApt() || run('npx', ['playwright', 'install', 'chromium'])) && findBrowser()) return;
	console.error(
		'No browser could be installed. Install Chromium or Chrome, or set CHROMIUM=/path/to/it, and run again.'
	);
	process.exitCode = 1;
}

if (import.meta.main && !findBrowser()) installBrowser();
