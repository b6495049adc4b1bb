import type { Actor } from '#lib/shared/access/roles.ts';
import { actionLabel } from '#lib/shared/board/action.ts';
import type { RestorePreview, RestoreProblem } from '../../../server/boards/restoring.ts';
import { formatMoment } from '#lib/shared/history/moment.ts';
import type { ParsedRestore } from '#lib/shared/history/restore-address.ts';
import {
	nameOf,
	restoreCards,
	restoreLeft,
	restoreSentence,
	type RestoreCard,
	type RestoreLeft,
	type RestoreWords
} from '#lib/shared/history/restore-page.ts';
import type { PlainRecord } from '#lib/shared/history/restore.ts';
import { kindName } from '#lib/shared/history/change-words.ts';
import type { DocumentId } from '#lib/shared/ids.ts';
import type { Organisation } from '#lib/shared/organisation.ts';
import { ok, type Result } from '#lib/shared/result.ts';
import { localDay, weekKey, type Week } from '#lib/shared/week/iso-week.ts';
import { formatWeek } from '#lib/shared/week/format.ts';
import { services } from './services.ts';

/** What the page shows before anything is restored. */
export interface RestorePage {
	week: Week;
	is: ParsedRestore['is'];
	of: RestorePreview['of'];
	/** "tor 8 okt 10.42" */
	moment: string;
	/** What it is about: "Lägesrad: Klotter vid skolan", "Veckotavlan v. 41". */
	about: string;
	sentence: string;
	cards: RestoreCard[];
	left: RestoreLeft[];
	fingerprint: string;
	document: DocumentId;
	/** Server time when it was read. */
	seen: number;
}

/** Who changed the document meanwhile: "Bob Al och Alva Ek"; "Någon" where nobody is known. */
export async function whoChanged(actor: Actor, document: DocumentId, since: number): Promise<string> {
	const { restoring, history } = services();
	const names = await history.who(actor.samverkan);
	const others = (await restoring.othersSince(actor, document, since)).flatMap((id) => names.get(id)?.name ?? []);
	return others.length === 0 ? 'Någon' : others.join(' och ');
}

interface Asking {
	actor: Actor;
	organisation: Organisation;
}

/** What would be written, in words. */
export async function readRestorePage(
	{ actor, organisation }: Asking,
	asked: ParsedRestore
): Promise<Result<RestorePage, RestoreProblem>> {
	const { restoring, history, now } = services();
	const preview =
		asked.is === 'undo'
			? await restoring.previewUndo(actor, asked.id)
			: await restoring.preview(actor, asked.target, asked.moment);
	if (!preview.ok) return preview;
	const words = await wordsFor({ actor, organisation }, asked.week, localDay(now()));
	const { of, document, moment, fingerprint, leftOut } = preview.value;
	const cards = restoreCards(preview.value, words);
	const names = await history.who(actor.samverkan);
	return ok({
		...{ week: asked.week, is: asked.is, of, document, fingerprint, cards },
		moment: formatMoment(moment, localDay(now())),
		about: aboutOf(asked, words),
		sentence: restoreSentence(cards, leftOut.length),
		left: restoreLeft(leftOut, words, (id) => names.get(id)?.name ?? null),
		seen: now()
	});
}

function aboutOf(asked: ParsedRestore, words: RestoreWords): string {
	if (asked.is === 'undo' || asked.target.of === 'week') return `Veckotavlan ${formatWeek(asked.week)}`;
	const { root, record } = asked.target;
	const name = nameOf(root, record, words);
	return name === '' ? kindName(root) : `${kindName(root)}: ${name}`;
}

/** The present, and the earlier weeks that it refers to: only what this person may read has words here. */
async function wordsFor(
	{ actor, organisation }: Asking,
	week: Week,
	today: RestoreWords['names']['today']
): Promise<RestoreWords> {
	const { store, rooms, earlierWords } = services();
	const document = await store.documents.findWeek(actor.samverkan, weekKey(week));
	const record = document ? await rooms.read(document.id, 'week') : null;
	const actions = await rooms.read((await store.documents.actionsDocument(actor.samverkan)).id, 'actions');
	const { earlierEntries, earlierNotes } = record
		? await earlierWords(actor.samverkan, record)
		: { earlierEntries: [], earlierNotes: [] };
	const all: Record<string, readonly { id: string }[]> = { ...record, ...actions };
	const earlier = new Map([...earlierEntries, ...earlierNotes].map(({ id, text }) => [id as string, text]));
	const labels = new Map(actions.actions.map((one) => [one.id as string, `${actionLabel(one)} ${one.title}`]));
	const titles = (record?.entries ?? []).map(({ id, text }) => [id as string, text] as const);
	const recordNames = new Map([...earlier, ...titles, ...labels]);
	return {
		names: { organisation, today, recordName: (id) => recordNames.get(id) ?? null },
		present: (root, id) => (all[root]?.find((one) => one.id === id) as PlainRecord | undefined) ?? null,
		earlier: (id) => earlier.get(id) ?? null
	};
}
