import { may } from '#lib/shared/access/policies.ts';
import type { Actor } from '#lib/shared/access/roles.ts';
import type { Entry } from '#lib/shared/board/entry.ts';
import type { Note } from '#lib/shared/board/note.ts';
import type { WeekPage } from '#lib/shared/board/week-page.ts';
import { DEFAULT_AGENDA, type AgendaMinutes } from '#lib/shared/meeting/agenda.ts';
import type { MeetingState } from '#lib/shared/meeting/meeting-state.ts';
import { weekKey, type WeekKey } from '#lib/shared/week/iso-week.ts';
import { isSealable } from '#lib/shared/week/lifecycle.ts';
import type { Services } from '../../../server/services.ts';
import type { WeekDocument } from '../../../server/storage/store.ts';

/** What the meeting's page needs beside the week's own. */
export interface MeetingPageData {
	state: MeetingState;
	/** Server time when the page was made. */
	at: number;
	agenda: AgendaMinutes;
	earlierEntries: readonly Entry[];
	earlierNotes: readonly Note[];
	mayLead: boolean;
	mayMakeLinks: boolean;
	mayMoveWeek: boolean;
	mayReadRecord: boolean;
	seal: SealPart;
}

/** Who may seal the week, and how far it has come. */
export interface SealPart {
	needsTwo: boolean;
	maySeal: boolean;
	/** Null: nobody has proposed it. */
	proposal: { by: string; party: string; changed: boolean } | null;
	mayApprove: boolean;
}

export async function readMeetingPage(
	services: Services,
	actor: Actor,
	page: WeekPage,
	document: WeekDocument
): Promise<MeetingPageData> {
	const [state, earlier, seal] = await Promise.all([
		services.meetings.state(document),
		readEarlier(services, actor, page),
		readSeal(services, actor, page)
	]);
	return {
		...{ state, at: services.now(), agenda: DEFAULT_AGENDA, seal },
		...earlier,
		mayLead: may(actor, 'meeting:lead'),
		mayMakeLinks: may(actor, 'meeting:screen'),
		mayMoveWeek: may(actor, 'week:move'),
		mayReadRecord: may(actor, 'record:read')
	};
}

/** The words of rows and noteringar that this week refers to, from the weeks that hold them. */
async function readEarlier({ store, rooms }: Services, actor: Actor, { weekRecord }: WeekPage) {
	const { carried, returned } = weekRecord;
	const weeks = new Set<WeekKey>([...carried, ...returned].flatMap(({ from }) => from ?? []));
	const wanted = new Set<string>([...carried, ...returned].map(({ id }) => id));
	const records = await Promise.all(
		[...weeks].map(async (week) => {
			const found = await store.documents.findWeek(actor.samverkan, week);
			return found ? rooms.read(found.id, 'week') : null;
		})
	);
	return {
		earlierEntries: records.flatMap((record) => record?.entries.filter(({ id }) => wanted.has(id)) ?? []),
		earlierNotes: records.flatMap((record) => record?.notes.filter(({ id }) => wanted.has(id)) ?? [])
	};
}

async function readSeal({ seals }: Services, actor: Actor, { organisation, week, state }: WeekPage): Promise<SealPart> {
	const concerned = may(actor, 'week:seal') || may(actor, 'week:approve-seal');
	const preview = concerned && isSealable(state) ? await seals.sealing.preview(actor.samverkan, weekKey(week)) : null;
	const proposal = preview?.proposal ?? null;
	return {
		needsTwo: seals.sealing.needsTwo(organisation),
		maySeal: may(actor, 'week:seal'),
		proposal: proposal && {
			...{ by: proposal.by.name, party: proposal.by.party },
			changed: proposal.changes.length > 0
		},
		mayApprove: may(actor, 'week:approve-seal') && proposal !== null && proposal.party !== actor.party
	};
}
