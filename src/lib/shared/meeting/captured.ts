import { actionLabel } from '../board/action.ts';
import type { Author } from '../board/values.ts';
import type { CaptureKind } from './capture.ts';
import type { MeetingFacts } from './facts.ts';

/** Something that was captured in this meeting, whoever did it. */
export interface Captured {
	id: string;
	kind: CaptureKind;
	text: string;
	/** An åtgärd that lacks who or when. */
	missing: string | null;
	by: Author;
}

type Made = Omit<Captured, 'by'> & { created: Author | null; removed: unknown };

/** The newest first: what came on the board since the meeting began. */
export function capturedSince(facts: MeetingFacts, since: number): Captured[] {
	return [...inWeek(facts), ...actions(facts)]
		.flatMap(({ created, removed, ...made }) =>
			created && created.at >= since && removed === null ? [{ ...made, by: created }] : []
		)
		.sort((a, b) => b.by.at - a.by.at || (a.id < b.id ? 1 : -1));
}

function inWeek({ record }: MeetingFacts): Made[] {
	return [
		...record.entries.map((one) => ({ ...one, kind: 'entry' as const, missing: null })),
		...record.decisions.map((one) => ({ ...one, kind: 'decision' as const, missing: null, text: numbered(one) })),
		...record.notes.map((one) => ({
			...one,
			kind: one.parked ? ('parked' as const) : ('note' as const),
			missing: null
		}))
	].map(({ id, kind, text, missing, created, removed }) => ({ id, kind, text, missing, created, removed }));
}

const numbered = ({ number, text }: { number: number | null; text: string }) => `§ ${number ?? '…'} ${text}`;

function actions({ actions }: MeetingFacts): Made[] {
	return actions.actions.map((action) => {
		const missing = [action.owner === null && 'vem', action.due === null && 'när'].filter(Boolean);
		return {
			...{ id: action.id, kind: 'action', text: `${actionLabel(action)} ${action.title}` },
			missing: missing.length > 0 ? `Saknar ${missing.join(' och ')}` : null,
			...{ created: action.created, removed: action.removed }
		};
	});
}
