import { STATE_WORDS } from '../board/words.ts';
import type { FunktionId } from '../ids.ts';
import { formatWeek } from '../week/format.ts';
import { parseWeekKey, weekPath, type Week } from '../week/iso-week.ts';
import type { Notice, NoticeKind, ReportOutcome } from './notice.ts';

/** Notices in Swedish: what happened, in one line. */

type Worded = Pick<Notice, 'kind' | 'about' | 'action'>;
/** The name of a function of the samverkan; null for one that is not there. */
export type FunktionName = (id: FunktionId) => string | null;

const OUTCOMES: Record<ReportOutcome, string> = {
	shared: 'Din rapport är delad med gruppen',
	merged: 'Din rapport är sammanslagen med en annan',
	decided: 'En åtgärd är beslutad efter din rapport',
	closed: 'Åtgärden efter din rapport är avslutad'
};

const labelOf = ({ action }: Worded): string => (action ? `Å-${action.number}` : 'En åtgärd');
const weekOf = ({ about }: Worded): string => {
	const week = parseWeekKey(about.week ?? '');
	return week ? formatWeek(week) : 'veckan';
};

const functionsOf = ({ about }: Worded, nameOf: FunktionName): string =>
	(about.funktioner ?? []).map((id) => nameOf(id) ?? 'din funktion').join(' och ') || 'dig';

const WORDS: Record<NoticeKind, (notice: Worded, nameOf: FunktionName) => string> = {
	'action-assigned': (notice, nameOf) => `${labelOf(notice)} tilldelad ${functionsOf(notice, nameOf)}`,
	'action-status': (notice) => `${labelOf(notice)} är nu ${STATE_WORDS[notice.about.state ?? 'decided'].toLowerCase()}`,
	'handed-back': (notice) => `${labelOf(notice)} är lämnad tillbaka`,
	'new-due-asked': (notice) => `Ny tid begärd för ${labelOf(notice)}`,
	'new-due-answered': (notice) =>
		`${notice.about.granted ? 'Ny tid godkänd' : 'Den nya tiden är inte godkänd'} för ${labelOf(notice)}`,
	mention: (notice) =>
		notice.about.action === undefined ? 'Du är omnämnd' : `Du är omnämnd i en kommentar till ${labelOf(notice)}`,
	'due-soon': (notice) => `${labelOf(notice)} ska snart vara klar`,
	overdue: (notice) => `${labelOf(notice)} är försenad`,
	'row-shared': (notice) => `Din rapport är delad med gruppen, ${weekOf(notice)}`,
	'row-withdrawn': (notice) => `Din rapport är dragen tillbaka från gruppen, ${weekOf(notice)}`,
	'report-feedback': ({ about }) => OUTCOMES[about.outcome ?? 'shared'],
	'report-reminder': (notice) => `Rapporten för ${weekOf(notice)} saknas`,
	flagged: () => 'En personuppgift är flaggad',
	'week-sealed': (notice) => `Lägesbilden för ${weekOf(notice)} är fastställd`
};

/** "Å-12 tilldelad Gata och park". */
export const noticeWords = (notice: Worded, nameOf: FunktionName): string => WORDS[notice.kind](notice, nameOf);

/** Where to read on: the samverkan's slug, and the week that åtgärder are looked at in, null for who reads no open week. */
export interface NoticePlace {
	slug: string;
	week: Week | null;
}

export function noticePath({ kind, about }: Pick<Notice, 'kind' | 'about'>, { slug, week: here }: NoticePlace): string {
	const path = (to: string) => `${to}?samverkan=${slug}`;
	if (kind === 'flagged') return path('/granska');
	if (kind === 'report-reminder') return path('/rapportera');
	if (kind === 'row-shared' || kind === 'row-withdrawn' || kind === 'report-feedback') return path('/rapportera/mina');
	const week = parseWeekKey(about.week ?? '') ?? here;
	if (week === null) return path('/mina');
	const board = path(`/v/${weekPath(week)}`);
	return about.action === undefined ? board : `${board}&atgard=${about.action}`;
}
