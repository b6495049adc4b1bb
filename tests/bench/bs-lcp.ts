import { launch, logIn, untilSaved, weekUrl } from './support/browser.ts';
import { startBoard } from './support/child-server.ts';
import { makeBoard } from './first-load.ts';
import { makeWorld } from './support/world.ts';
const stack = new AsyncDisposableStack();
const world = await makeWorld(stack, { people: 1 });
await makeBoard(world);
const server = await startBoard(stack, world.folder);
const browser = await launch(stack);
for (let i = 0; i < 4; i++) {
	const context = await logIn(browser, server, world.people[0]!);
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
	await session.send('Performance.enable');
	await page.goto(weekUrl(world), { waitUntil: 'load' });
	await untilSaved(page);
	const r = await page.evaluate(() => new Promise((res) => {
		const n = performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming;
		const rs = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
		const css = rs.filter((x) => /\.css/.test(x.name));
		new PerformanceObserver((l) => { const all = l.getEntries() as any[]; const e = all.at(-1);
			res({ ttfb: n.responseStart, end: n.responseEnd, enc: n.encodedBodySize, dec: n.decodedBodySize, dcl: n.domContentLoadedEventEnd, load: n.loadEventEnd, di: n.domInteractive,
			fcp: performance.getEntriesByName('first-contentful-paint')[0]?.startTime, lcps: all.map((e) => [Math.round(e.startTime), e.size, e.element?.tagName, e.element?.className, (e.element?.textContent ?? '').slice(0, 40)]),
			css: css.length, cssBytes: css.reduce((a, c) => a + c.encodedBodySize, 0), cssDec: css.reduce((a, c) => a + c.decodedBodySize, 0), cssEnd: Math.max(...css.map((c) => c.responseEnd)), fonts: rs.filter((x) => /woff/.test(x.name)).map((x) => [x.name.slice(-25), Math.round(x.responseEnd)]), nodes: document.querySelectorAll('*').length, svgs: document.querySelectorAll('svg *').length }); }).observe({ type: 'largest-contentful-paint', buffered: true });
	}));
	console.log(JSON.stringify(r));
	const m = (await session.send('Performance.getMetrics')).metrics; console.log(m.filter((x) => /Duration/.test(x.name)).map((x) => x.name + ' ' + x.value.toFixed(3)).join(' '));
	if (i === 3) { const html = await (await context.request.get(weekUrl(world))).text(); const { writeFileSync } = await import('node:fs'); writeFileSync('/tmp/bs-page.html', html); }
	await context.close();
}
await stack.disposeAsync();
