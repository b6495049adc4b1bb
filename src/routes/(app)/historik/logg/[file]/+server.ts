import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { problemText } from '#lib/features/account/problem-text.ts';
import { lineOf, filterWords, namesIn, namesOf, requireLog, type LogAsked } from '#lib/server/log-page.ts';
import { logged } from '#lib/server/log-view.ts';
import { contentDisposition } from '#lib/server/record-file.ts';
import { services } from '#lib/server/services.ts';
import type { KeptEntry } from '#lib/shared/log/event.ts';

const FORMATS = ['csv', 'xlsx', 'json'] as const;
type Format = (typeof FORMATS)[number];

/** What a spreadsheet opens; a longer log is exported by its days. */
const MOST = 20_000;

/** The log as a file, as the page's filter chose it, with the hashes that prove it. Itself in the log. */
export const GET: RequestHandler = async (event) => {
	const asked = requireLog(event);
	const format = FORMATS.find((one) => `handelselogg.${one}` === event.params.file);
	if (!format) error(404, 'Filen finns inte. Se händelseloggens knappar.');
	const { eventLog, store } = services();
	await eventLog.settle();
	const entries = await store.events.list(asked.chain, asked.filter, { limit: MOST + 1 });
	if (entries.length > MOST) error(400, `Urvalet är över ${MOST} poster. Välj färre dagar och hämta i flera filer.`);
	const file = await fileOf(format, asked, entries);
	const { samverkan, person, party } = asked.actor;
	const filter = filterWords(asked);
	const about = { format, rows: entries.length, ...(filter !== '' && { filter }) };
	await logged(eventLog.record({ samverkan, person, party, what: 'log-export', about }));
	return new Response(file.bytes as Uint8Array<ArrayBuffer>, {
		headers: {
			'cache-control': 'private, no-store',
			'content-type': file.type,
			'content-length': String(file.bytes.length),
			'content-disposition': contentDisposition({
				name: event.params.file,
				savedAs: file.name,
				format: format.toUpperCase() as never
			}),
			'x-content-type-options': 'nosniff'
		}
	});
};

async function fileOf(format: Format, asked: LogAsked, entries: readonly KeptEntry[]) {
	if (format === 'json') return jsonOf(asked, entries);
	const { organisation, actor } = asked;
	const { tableFile, now } = services();
	const names = namesOf(await namesIn(asked), organisation);
	const made = await tableFile(format, {
		title: 'Händelselogg',
		subtitle: filterWords(asked) || 'Allt',
		columns: COLUMNS,
		rows: entries.map((entry) => {
			const { number, at, kind, who, party, text, sha256 } = lineOf(entry, names);
			return [number, { at }, kind, who, party, text, JSON.stringify(entry.about), entry.previous ?? '', sha256];
		}),
		samverkan: organisation.samverkan.name,
		by: `${names.person(actor.person)}, ${names.party(actor.party)}`,
		at: now()
	});
	if (!made.ok) error(503, problemText(made.problem));
	return made.value;
}

const COLUMNS = [
	{ title: 'Nummer', share: 2 },
	{ title: 'Tid', share: 4 },
	{ title: 'Slag', share: 4 },
	{ title: 'Vem', share: 4 },
	{ title: 'Part', share: 4 },
	{ title: 'Händelse', share: 10 },
	{ title: 'Uppgifter (JSON)', share: 8 },
	{ title: 'Föregående SHA-256', share: 6 },
	{ title: 'SHA-256', share: 6 }
];

/** Each entry as it is hashed: SHA-256 over its canonical JSON (RFC 8785) without `sha256`. */
async function jsonOf({ chain, organisation }: LogAsked, entries: readonly KeptEntry[]) {
	const { store, now } = services();
	const [anchor, head] = [await store.events.anchor(chain), await store.events.head(chain)];
	const log = {
		format: 'lagestavlan/handelselogg',
		version: 1,
		exportedAt: new Date(now()).toISOString(),
		anchor,
		head
	};
	const text = JSON.stringify({ ...log, samverkan: chain, entries: entries.toReversed() }, null, '\t');
	return {
		bytes: new TextEncoder().encode(text),
		type: 'application/json',
		name: `Händelselogg, ${organisation.samverkan.name}.json`
	};
}
