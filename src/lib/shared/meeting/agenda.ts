/** The agenda of product.md §2, steps 0–5. */
export const AGENDA_STEPS = ['opening', 'follow-up', 'situation', 'priorities', 'decisions', 'sealing'] as const;
export type AgendaStep = (typeof AGENDA_STEPS)[number];

export const AGENDA_WORDS: Record<AgendaStep, string> = {
	opening: 'Inför',
	'follow-up': 'Uppföljning',
	situation: 'Lägesbild',
	priorities: 'Prioritera',
	decisions: 'Beslut',
	sealing: 'Fastställ'
};

/** Time box of each step, in whole minutes. */
export type AgendaMinutes = Record<AgendaStep, number>;

/** Thirty minutes (product.md §2). */
export const DEFAULT_AGENDA: AgendaMinutes = {
	opening: 1,
	'follow-up': 6,
	situation: 10,
	priorities: 4,
	decisions: 7,
	sealing: 2
};

export const agendaLength = (minutes: AgendaMinutes): number =>
	AGENDA_STEPS.reduce((sum, step) => sum + minutes[step], 0);

/** How a samverkan holds its meetings. */
export interface MeetingSettings {
	agenda: AgendaMinutes;
	/** Local time at which the meeting begins, `09:00`. */
	startsAt: string;
	/** When reporting closes before the meeting: days before it, and local time. */
	reportBy: { daysBefore: number; at: string };
	/** Fastställ needs a second person, of another party. */
	secondApprover: boolean;
	/** Approved public summaries are shown to anybody at `/publik/…`. */
	publicPage: boolean;
}

export const DEFAULT_MEETING: MeetingSettings = {
	agenda: DEFAULT_AGENDA,
	startsAt: '09:00',
	reportBy: { daysBefore: 1, at: '12:00' },
	secondApprover: false,
	publicPage: false
};
