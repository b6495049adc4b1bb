import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { GET } from '../../src/routes/healthz/+server.ts';
import { noteKind } from '../../src/lib/shared/board/note.ts';
import { createRecord } from '../../src/lib/shared/board/record.ts';
import { newRecordId, type SamverkanId } from '../../src/lib/shared/ids.ts';
import { exampleServer, type TestServer } from '../e2e/support/server.ts';

/** What whoever runs the service sees of it, from the process as it is started in real use. */
const TOKEN = 'en-nyckel-som-ingen-gissar';

let server: TestServer;
beforeAll(async () => {
	server = await exampleServer({ METRICS_TOKEN: TOKEN });
	await server.start();
});
afterAll(() => server.dispose());

const metrics = (authorization?: string) =>
	fetch(`${server.url}/metrics`, authorization ? { headers: { authorization } } : {});

/** Prometheus' text format, read strictly: every family has its help and type before its samples, and no other line is there. */
function parse(text: string): Map<string, number> {
	expect(text.endsWith('\n')).toBe(true);
	const samples = new Map<string, number>();
	const families = new Map<string, string>();
	for (const line of text.slice(0, -1).split('\n')) {
		const type = /^# TYPE (\w+) (counter|gauge|histogram)$/.exec(line);
		if (type) families.set(type[1]!, type[2]!);
		if (line.startsWith('#')) {
			expect(line).toMatch(/^# (HELP|TYPE) lagestavlan_[a-z_]+ \S/);
			continue;
		}
		const sample = /^(lagestavlan_[a-z_]+)(\{[a-z]+="[^"\\]*"\})? (-?[\d.e+-]+)$/.exec(line);
		expect(sample, line).not.toBeNull();
		const [, name = '', labels = '', value = ''] = sample!;
		const family = name.replace(/_(bucket|sum|count)$/, '');
		expect(families.has(name) || families.get(family) === 'histogram', name).toBe(true);
		samples.set(name + labels, Number(value));
	}
	return samples;
}

test('[RM1] the figures are for who shows the token, and for nobody else', async () => {
	for (const shown of [undefined, 'Bearer', `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`, `Basic ${TOKEN}`, TOKEN])
		expect((await metrics(shown)).status, shown ?? 'nothing').toBe(401);
	const answer = await metrics(`Bearer ${TOKEN}`);
	expect(answer.status).toBe(200);
	expect(answer.headers.get('content-type')).toContain('version=0.0.4');
});

test('[RM2] they are Prometheus’ text, with no word and no id that a person wrote', async () => {
	const text = await (await metrics(`Bearer ${TOKEN}`)).text();
	const names = new Set([...parse(text).keys()].map((key) => key.replace(/\{.*/, '')));
	for (const name of ['rooms', 'sessions', 'bytes_received_total', 'bytes_sent_total', 'journal_rows_total'])
		expect(names).toContain(`lagestavlan_${name}`);
	for (const name of ['commit_seconds_count', 'acknowledged_seconds_count', 'event_loop_delay_seconds'])
		expect(names).toContain(`lagestavlan_${name}`);
	expect(text).not.toMatch(/ekeby/i);
	for (const [, value] of text.matchAll(/\{\w+="([^"]*)"\}/g))
		expect(value).toMatch(/^([a-z0-9-]{1,40}|[\d.]+|\+Inf)$/);
});

test('[RM3] what watches the service is told while nothing can be stored, and when it can again', async () => {
	const { dataDir } = await exampleServer(); // for its folder alone
	onTestFinished(() => rmSync(dataDir, { recursive: true }));
	const app = await createApp(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }));
	onTestFinished(() => app.close());
	const { store, rooms, random } = app.services;
	const samverkan = await store.organisation.bySlug('ekeby');
	const { id } = await store.documents.actionsDocument(samverkan?.id as SamverkanId);
	const week = (await store.documents.weeks(samverkan?.id as SamverkanId)).find(({ state }) => state !== 'sealed');
	const health = async () => (await GET()).status;
	expect(await health()).toBe(200);
	const append = store.journal.append.bind(store.journal);
	store.journal.append = () => Promise.reject(new Error('SQLITE_FULL: database or disk is full'));
	const note = newRecordId(random);
	const edit = rooms.edit(week?.id ?? id, 'rule', null, (doc) => createRecord(doc, noteKind, note, { text: 'Ny' }));
	await expect(edit).rejects.toThrow();
	expect(await health()).toBe(503);
	store.journal.append = append;
	await expect.poll(health, { timeout: 10_000 }).toBe(200);
});
