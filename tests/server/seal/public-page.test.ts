import { afterEach, expect, test } from 'vitest';
import { load } from '../../../src/routes/publik/[samverkan]/[week]/+page.server.ts';

const SERVICES = Symbol.for('lagestavlan.services');
const shared = globalThis as Record<symbol, unknown>;
afterEach(() => delete shared[SERVICES]);

/** The page as anybody asks for it; what is published is all that it may show. */
async function ask(published: unknown, week = '2026-48') {
	const asked: unknown[] = [];
	const headers: Record<string, string> = {};
	const find = (...what: unknown[]) => {
		asked.push(what);
		return Promise.resolve(published);
	};
	shared[SERVICES] = { seals: { summaries: { published: find } } };
	const event = { params: { samverkan: 'ekeby', week }, setHeaders: (set: object) => void Object.assign(headers, set) };
	const data = await load(event as unknown as Parameters<typeof load>[0]);
	return { asked, headers, data };
}

test('[FS18] the public page needs no login, is kept a while, and stays out of search engines', async () => {
	const { asked, headers, data } = await ask({ summary: { sections: [] }, sha256: 'abc' });
	expect(asked).toEqual([['ekeby', '2026-W48']]);
	expect(headers).toEqual({ 'cache-control': 'public, max-age=300', vary: 'Cookie', 'x-robots-tag': 'noindex' });
	expect(data).toMatchObject({ sha256: 'abc', week: { year: 2026, number: 48 } });
});

test('[FS18] what is not published, and what is no week, is not found alike', async () => {
	await expect(ask(null)).rejects.toMatchObject({ status: 404 });
	await expect(ask({ summary: {}, sha256: 'abc' }, '2026-99')).rejects.toMatchObject({ status: 404 });
});
