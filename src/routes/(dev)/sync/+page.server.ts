import type { PageServerLoad } from './$types';
import { requireActor, requireDevelopment } from '#lib/server/guards.ts';
import { services } from '#lib/server/services.ts';
import { localDay, weekKey, weekOf } from '#lib/shared/week/iso-week.ts';

const MOST_ROWS = 50;

/** One document of the samverkan, and what the journal has of it. */
export const load: PageServerLoad = async (event) => {
	requireDevelopment();
	const { actor, organisation } = requireActor(event);
	const { store, rooms, now } = services();
	event.depends('dev:journal');
	const [actions, weeks] = await Promise.all([
		store.documents.actionsDocument(actor.samverkan),
		store.documents.weeks(actor.samverkan)
	]);
	const documents = [actions, ...weeks.reverse()].map((info) => ({
		id: info.id,
		kind: info.kind,
		name: info.kind === 'actions' ? 'åtgärder' : info.week
	}));
	const asked = event.url.searchParams.get('dokument');
	const thisWeek = weekKey(weekOf(localDay(now())));
	const shown = documents.find(({ id, name }) => (asked ? id === asked : name === thisWeek)) ?? documents[0]!;
	const { snapshot, tail } = await store.journal.load(shown.id);
	const rows = tail.slice(-MOST_ROWS).reverse();
	return {
		me: actor.person,
		people: organisation.people.map(({ person, name }) => ({ person, name })),
		documents,
		shown,
		rooms: rooms.size,
		unsaved: rooms.unsaved,
		snapshot: snapshot && { upTo: snapshot.upTo, bytes: snapshot.state.byteLength },
		tail: tail.length,
		rows: rows.map(({ sequence, at, person, via, update }) => ({ sequence, at, person, via, bytes: update.byteLength }))
	};
};
