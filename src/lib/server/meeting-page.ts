import { may } from '#lib/shared/access/policies.ts';
import type { Actor } from '#lib/shared/access/roles.ts';
import type { WeekPage } from '#lib/shared/board/week-page.ts';
import type { AgendaMinutes } from '#lib/shared/meeting/agenda.ts';
import type { MeetingState } from '#lib/shared/meeting/meeting-state.ts';
import { weekKey } from '#lib/shared/week/iso-week.ts';
import { isSealable } from '#lib/shared/week/lifecycle.ts';
import type { Services } from '../../../server/services.ts';
import type { WeekDocument } from '../../../server/storage/store.ts';

/** What the meeting's page needs beside the week's own. */
export interface MeetingPageData {
	state: MeetingState;
	/** Server time when the page was made. */
	at: number;
	agenda: AgendaMinutes;
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
	const [state, seal] = await Promise.all([services.meetings.state(document), readSeal(services, actor, page)]);
	return {
		...{ state, at: services.now(), agenda: page.organisation.samverkan.meeting.agenda, seal },
		mayLead: may(actor, 'meeting:lead'),
		mayMakeLinks: may(actor, 'meeting:screen'),
		mayMoveWeek: may(actor, 'week:move'),
		mayReadRecord: may(actor, 'record:read')
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
