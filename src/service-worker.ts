/// <reference lib="webworker" />
import { build, files, version } from '$service-worker';
import { DeviceReportBox, reportersHere } from './lib/sync/device/report-box.ts';
import { sendWaiting, SYNC_TAG } from './lib/sync/send-reports.ts';

/**
 * Without a network a page can be opened, and says so; with one, nothing here has a say over it. The cache holds the
 * program and an empty shell, and nothing that anybody has written: that is on the device encrypted, or not at all.
 */
const worker = self as unknown as ServiceWorkerGlobalScope;
const CACHE = `program-${version}`;
/** The address says that it is the shell itself that is wanted: see its `load`. */
const SHELL = '/utan-nat?skal';
const PROGRAM = new Set([...build, ...files]);

worker.addEventListener('install', (event) => {
	event.waitUntil(keepProgram().then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
	event.waitUntil(Promise.all([forgetOlder(), worker.registration.navigationPreload?.enable()]).then(takeOver));
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	if (request.method !== 'GET') return;
	if (request.mode === 'navigate') return event.respondWith(open(request, event.preloadResponse));
	const url = new URL(request.url);
	// Their names change with their content, so a cached one is never stale.
	if (url.origin === location.origin && PROGRAM.has(url.pathname)) event.respondWith(program(request));
});

/** Where the browser can: the network is back, and the page that wrote reports may be gone. */
worker.addEventListener('sync', (event) => {
	const { tag, waitUntil } = event as ExtendableEvent & { tag: string };
	if (tag === SYNC_TAG) waitUntil.call(event, sendReports());
});

/** Of those who report from here, as the device knows them; the server takes from each only what is theirs. */
async function sendReports(): Promise<void> {
	for (const person of await reportersHere()) {
		const box = DeviceReportBox.of(person);
		if (!box) continue;
		const isLeft = await sendWaiting(person, box).finally(() => box.close());
		if (isLeft) throw new Error('Some reports wait still'); // the browser tries again later
	}
}

const takeOver = (): Promise<void> => worker.clients.claim();

/** The shell is fetched as nobody: no name and no right of whoever is logged in ends up in it. */
async function keepProgram(): Promise<void> {
	const cache = await caches.open(CACHE);
	const shell = await fetch(SHELL, { credentials: 'omit', cache: 'no-store' });
	if (!shell.ok || shell.redirected) throw new Error('No shell to keep');
	await cache.put(SHELL, shell);
	await cache.addAll([...PROGRAM]);
}

async function forgetOlder(): Promise<void> {
	const names = await caches.keys();
	await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
}

async function program(request: Request): Promise<Response> {
	const cached = await (await caches.open(CACHE)).match(request);
	return cached ?? fetch(request);
}

/** What a proxy says when there is no server behind it. */
const NO_SERVER = [502, 503, 504];

/** The network's answer, whatever it is; the shell only when there is none. */
async function open(request: Request, preloaded: Promise<Response | undefined>): Promise<Response> {
	const answer = await ask(request, preloaded).catch(() => null);
	if (answer && !NO_SERVER.includes(answer.status)) return answer;
	const shell = await (await caches.open(CACHE)).match(SHELL);
	const { pathname, search } = new URL(request.url);
	if (!shell) return answer ?? Response.error();
	if (pathname === '/utan-nat') return shell;
	return Response.redirect(`/utan-nat?till=${encodeURIComponent(pathname + search)}`);
}

const ask = async (request: Request, preloaded: Promise<Response | undefined>): Promise<Response> =>
	(await preloaded) ?? (await fetch(request));
