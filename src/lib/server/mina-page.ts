import type { Actor } from '#lib/shared/access/roles.ts';
import { permissionsOf } from '#lib/shared/access/policies.ts';
import { deskRows } from '#lib/shared/desk/desk-rows.ts';
import type { MinaPage } from '#lib/shared/desk/mina-page.ts';
import type { Organisation } from '#lib/shared/organisation.ts';
import { localDay } from '#lib/shared/week/iso-week.ts';
import { newRecordId } from '#lib/shared/ids.ts';
import type { Services } from '../../../server/services.ts';

export async function readMinaPage(
	{ store, rooms, now, random }: Pick<Services, 'store' | 'rooms' | 'now' | 'random'>,
	actor: Actor,
	organisation: Organisation
): Promise<MinaPage> {
	const { meetingWeekday, cadenceDays } = organisation.samverkan;
	const at = now();
	const today = localDay(at);
	const { id } = await store.documents.actionsDocument(actor.samverkan);
	const [actions, since] = await Promise.all([
		rooms.read(id, 'actions'),
		store.desk.visit(actor.samverkan, actor.person)
	]);
	const facts = { actor, organisation, actions, today, since };
	const ids = deskRows({ ...facts, changes: [] }).map((row) => row.id);
	const changes = await store.desk.changesOf(actor.samverkan, ids);
	const { editActions, readBoard } = permissionsOf(actor, 'reporting');
	return {
		rows: deskRows({ ...facts, changes }),
		today,
		dates: { today, meetingWeekday, cadenceDays },
		now: at,
		since,
		commentId: newRecordId(random),
		giveTo: editActions ? funktionerByParty(organisation) : [],
		mayReadBoard: readBoard,
		slug: organisation.samverkan.slug,
		mentions: organisation.funktioner.filter(({ archived }) => !archived).map(({ name }) => name)
	};
}

function funktionerByParty({ parties, funktioner }: Organisation): MinaPage['giveTo'] {
	return parties
		.map(({ id, name }) => ({
			party: name,
			funktioner: funktioner
				.filter(({ party, archived, staffing }) => party === id && !archived && staffing !== 'vacant')
				.map(({ id, name }) => ({ id, name }))
		}))
		.filter(({ funktioner }) => funktioner.length > 0);
}
