import { expect, type Page } from '@playwright/test';
import type { EventKind } from '../../../src/lib/shared/log/event.ts';
import { readCsv } from '../../support/read-csv.ts';

/** An entry as the log's file has it. */
interface Logged {
	number: number;
	who: string;
	/** "Återställde ett kort v. 47 2026" */
	said: string;
}

const LOG_FILE = '/historik/logg/handelselogg.csv';

/** Oldest first, as somebody takes it out who may; that is noted too. */
async function readLog(page: Page, what?: EventKind): Promise<Logged[]> {
	const answer = await page.request.get(what ? `${LOG_FILE}?vad=${what}` : LOG_FILE);
	expect(answer.status()).toBe(200);
	const [head = [], ...rows] = readCsv(await answer.text());
	const under = (title: string, row: readonly string[]) => row[head.indexOf(title)] ?? `no ${title}`;
	return rows
		.map((row) => ({ number: Number(under('Nummer', row)), who: under('Vem', row), said: under('Händelse', row) }))
		.reverse();
}

/** What is noted of a kind from here on, and by whom: what the example's own story left there does not count. */
export async function watchLog(page: Page): Promise<(what: EventKind) => Promise<Omit<Logged, 'number'>[]>> {
	const seen = (await readLog(page)).at(-1)?.number ?? 0;
	return async (what) =>
		(await readLog(page, what)).filter(({ number }) => number > seen).map(({ who, said }) => ({ who, said }));
}
