import { counted } from '../../meeting/counted.ts';
import { AREA_TREND_WORDS, EFFECT_WORDS, NOT_ASSESSED_WORD } from '../../board/words.ts';
import type { AlertLevel } from '../../organisation.ts';
import type { ActionSelection, LeadTime, Share } from './action-figures.ts';
import type { Period } from './periods.ts';
import type { RemovedWeek } from './week-digest.ts';
import { removedIn, type RemovedCell, type StripCell } from './level-strip.ts';

/** The overview's Swedish. */

export const COUNT_WORDS = {
	decided: 'Beslutade',
	done: 'Genomförda',
	late: 'Försenade',
	'followed-up': 'Uppföljda'
} as const;

const levelName = (levels: readonly AlertLevel[], number: number): string => {
	const name = levels.find((level) => level.number === number)?.name;
	return name ? `${number} ${name}` : `Nivå ${number}`;
};

const sealedWords = (sealed: boolean): string => (sealed ? 'fastställd' : 'ej fastställd');

const NO_BOARD = 'Ingen tavla';

const alsoRemoved = ({ removed }: { removed: number }): string =>
	removed > 0 ? counted(removed, 'vecka gallrad', 'veckor gallrade') : '';

/** "Gallrad enligt beslut KS 2026/77" */
function removedWords({ weeks, decisions }: RemovedCell): string {
	const gone = weeks === 1 ? 'Gallrad' : `${weeks} veckor gallrade`;
	return `${gone} enligt beslut ${decisions.join(', ')}`;
}

/** Of a period that nothing is counted in: gallrad, or never a board. */
export function emptyWords(period: Pick<Period, 'weeks'>, removed: readonly RemovedWeek[]): string {
	const gone = removedIn(period, removed);
	return gone ? removedWords(gone) : NO_BOARD;
}

/** What a cell of the strip says in words: level, change, trend, motive, and whether it is fastställt. */
export function cellWords(cell: StripCell, levels: readonly AlertLevel[]): string {
	if (cell.is === 'none') return NO_BOARD;
	if (cell.is === 'removed') return removedWords(cell);
	if (cell.is === 'not-assessed')
		return [NOT_ASSESSED_WORD, sealedWords(cell.sealed), alsoRemoved(cell)].filter(Boolean).join(', ');
	const several = cell.weeks > 1;
	return [
		several
			? `Värst ${levelName(levels, cell.level)}, ${cell.atWorst} av ${cell.weeks} veckor`
			: levelName(levels, cell.level),
		several && cell.commonest !== cell.level ? `vanligast ${levelName(levels, cell.commonest)}` : '',
		several && cell.notAssessed > 0 ? counted(cell.notAssessed, 'vecka ej bedömd', 'veckor ej bedömda') : '',
		cell.change === null || cell.change === 0 ? '' : cell.change > 0 ? 'högre nivå än före' : 'lägre nivå än före',
		cell.trend ? `trend ${AREA_TREND_WORDS[cell.trend].toLowerCase()}` : '',
		cell.confirmed && !several ? 'bekräftat oförändrat' : '',
		sealedWords(cell.sealed),
		alsoRemoved(cell),
		cell.motive ? `motiv: ${cell.motive}` : ''
	]
		.filter((part) => part !== '')
		.join(', ');
}

/** "4 dagar (1–12), 7 åtgärder", and how many lack a day where some do. */
export function leadTimeWords({ n, of, median, shortest, longest }: LeadTime): string {
	if (median === null) return of === 0 ? 'Ingen ännu' : `Datum saknas för ${counted(of, 'åtgärd', 'åtgärder')}`;
	const middle = median.toLocaleString('sv-SE');
	const spread = n > 1 ? ` (${shortest}–${longest})` : '';
	const missing = of > n ? `, datum saknas för ${of - n}` : '';
	return `${middle} ${median === 1 ? 'dag' : 'dagar'}${spread}, n = ${n}${missing}`;
}

/** Fewer than ten are said as numbers: a share of few says more than there is. */
export const LEAST_FOR_SHARE = 10;

export const shareWords = ({ n, of }: Share): string =>
	of === 0 ? 'Ingen ännu' : of < LEAST_FOR_SHARE ? `${n} av ${of}` : `${n} av ${of} (${Math.round((100 * n) / of)} %)`;

/** "1–3 veckor" */
export function ageWords({ from, to }: { from: number; to: number | null }): string {
	const weeks = (days: number) => Math.floor(days / 7);
	if (to === null) return from === 0 ? 'Alla öppna' : `Mer än ${counted(weeks(from), 'vecka', 'veckor')}`;
	return from === 0 ? `Högst ${counted(weeks(to), 'vecka', 'veckor')}` : `${weeks(from)}–${weeks(to)} veckor`;
}

/** What a list of åtgärder lists. */
export function selectionWords(asked: ActionSelection): string {
	switch (asked.what) {
		case 'decided':
			return 'Beslutade åtgärder';
		case 'done':
			return 'Genomförda åtgärder';
		case 'late':
			return 'Försenade åtgärder';
		case 'followed-up':
			return 'Uppföljda åtgärder';
		case 'owned':
			return 'Beslutade åtgärder med ansvarig';
		case 'judged':
			return 'Uppföljda åtgärder med bedömd effekt';
		case 'done-followed-up':
			return 'Genomförda åtgärder som är uppföljda';
		case 'to-done':
			return 'Ledtid från beslut till genomförd';
		case 'to-followed-up':
			return 'Ledtid från genomförd till uppföljd';
		case 'effect':
			return `Uppföljda åtgärder, effekt: ${EFFECT_WORDS[asked.effect].toLowerCase()}`;
		case 'open':
			return openWords(asked);
	}
}

function openWords({ from, to }: { from: number; to: number | null }): string {
	if (from === 0 && to === null) return 'Öppna åtgärder';
	return `Öppna åtgärder: ${ageWords({ from, to }).toLowerCase()} sedan beslutet`;
}
