import { emptyRecord } from '../../../src/lib/shared/board/document-record.ts';
import { ACTION_STATES, type ActionState, type ActionStatus } from '../../../src/lib/shared/board/action-status.ts';
import type { Action } from '../../../src/lib/shared/board/action.ts';
import type { Entry, EntryAssessment } from '../../../src/lib/shared/board/entry.ts';
import type { AreaId, CategoryId, FunktionId, RecordId } from '../../../src/lib/shared/ids.ts';
import { CELL_WORDS, MATRIX_HEADS } from '../../../src/lib/shared/meeting/matrix.ts';
import type { ScreenFacts } from '../../../src/lib/shared/protocol/events.ts';
import type { CategoryGroup } from '../../../src/lib/shared/organisation.ts';
import type { Day, WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import { weekKey } from '../../../src/lib/shared/week/iso-week.ts';
import { buildAction, buildEntry, buildPriority } from '../../shared/fixtures.ts';

/** More than a week should hold: twelve områden, forty lägesrader, forty åtgärder, and the longest words that fit. */

const COMPOUND = 'Samverkansöverenskommelseuppföljningsansvarig';
const SENTENCE =
	'Återkommande skadegörelse och högljudda samlingar kvällstid vid gångtunneln mellan Resecentrum och ' +
	'Ordningsvaktsförordnandeområdet, med många klagomål från närboende och verksamheter längs hela stråket. ';
const long = (length: number, start: string) => `${start} ${SENTENCE.repeat(6)}`.slice(0, length).trim();

const GROUPS = Object.keys(MATRIX_HEADS) as CategoryGroup[];
const ASSESSMENTS: EntryAssessment[] = [
	{ kind: 'trend', trend: 'new' },
	{ kind: 'trend', trend: 'rising' },
	{ kind: 'confirmed' },
	null
];
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const ordered = (index: number) => ({ archived: false, order: index });
const key = (letter: string, index: number) => `${letter}${String(index).padStart(2, '0')}`;

const area = (index: number) => key('omr', index % 12) as AreaId;
const areas = times(12, (index) => ({
	id: area(index),
	name: index === 3 ? COMPOUND : ['Centrum', 'Norra industriområdet', 'Vivalla', 'Björkhaga'][index % 4]! + ` ${index}`,
	...ordered(index)
}));
const categories = GROUPS.map((group, index) => ({
	id: key('kat', index) as CategoryId,
	code: `B0${index}`,
	name: `Skadegörelse och klotter av slag ${index}`,
	group,
	...ordered(index)
}));

const created = { person: 'p' as never, party: 'q' as never, at: 0 };
const entry = (index: number): Entry =>
	buildEntry({
		id: key('rad', index) as RecordId,
		text: index % 5 === 0 ? long(600, `Rad ${index}`) : long(140, `Rad ${index}`),
		category: categories[(index * 3) % 7]!.id,
		where: { area: area(index % 3 === 0 ? 0 : index), place: null },
		assessment: ASSESSMENTS[index % 4]!,
		count: 12,
		order: key('V', index) + 'A',
		created
	});

const REASON = long(500, 'Väntar på beslut');
const status = (state: ActionState): ActionStatus =>
	(state === 'blocked' ? { state, reason: REASON } : { state, reason: '', effect: null }) as unknown as ActionStatus;

function action(index: number, facts: ScreenFacts): Action {
	const funktioner = facts.organisation.funktioner;
	const week = weekKey(facts.week);
	const own = index % 2 === 0 ? week : ('2026-W01' as WeekKey);
	return buildAction({
		id: key('atg', index) as RecordId,
		number: 100 + index,
		title: index % 4 === 0 ? long(160, `${COMPOUND} ${index}`) : long(70, `Åtgärd ${index}`),
		owner: index % 3 === 0 ? null : (funktioner[index % funktioner.length]!.id as FunktionId),
		performers: funktioner.slice(0, 2).map(({ id }) => id) as never,
		due: (index % 5 === 0 ? null : '2026-01-08') as Day | null,
		status: status(ACTION_STATES[index % 5]!),
		proposedIn: own,
		decidedIn: own,
		answers: index % 2 === 0 ? { week, kind: 'priority', id: 'pri00' as RecordId } : null,
		order: key('V', index) + 'A',
		created
	});
}

/** On top of real facts, so that everything else is as the server sends it. */
export function worstFacts(facts: ScreenFacts): ScreenFacts {
	return {
		...facts,
		organisation: { ...facts.organisation, areas, categories },
		hidden: [
			[area(0), 3],
			[area(1), 1]
		],
		previousLevels: Object.fromEntries(areas.map(({ id }) => [id, { level: 1, week: facts.week }])),
		captured: times(3, (index) => ({
			...{ id: `f${index}`, kind: 'action', text: long(index === 0 ? 60 : 160, `Å-${140 + index}`) },
			...{ missing: 'Saknar vem och när', at: Date.now() }
		})),
		record: {
			...emptyRecord('week'),
			entries: times(40, entry),
			levels: areas.slice(0, 10).map(({ id }, index) => ({
				id: id as never,
				assessment: { kind: 'set', level: 1 + (index % 3), motive: long(index % 2 ? 600 : 80, 'Motiv') },
				trend: (['up', 'level', 'down'] as const)[index % 3]!,
				flagged: null
			})),
			priorities: times(5, (index) =>
				buildPriority({
					id: key('pri', index) as RecordId,
					title: long(index === 1 ? 160 : 60, `Problem ${index}`),
					where: { area: area(index), place: null },
					order: key('V', index) + 'A',
					created
				})
			),
			attendance: facts.organisation.funktioner.map(({ id }, index) => ({
				id: id as never,
				state: (['ordinary', 'deputy', 'vacant', 'absent', null] as const)[index % 5]!
			})),
			decisions: times(8, (index) => ({
				...{
					id: key('bes', index) as RecordId,
					number: index + 1,
					text: long(index === 2 ? 1000 : 200, 'Mötet beslutar')
				},
				...{ about: null, order: key('V', index) + 'A', created, removed: null, flagged: null }
			})),
			notes: times(8, (index) => ({
				...{ id: key('not', index) as RecordId, text: long(300, 'Notering'), parked: index % 2 === 0 },
				...{ about: null, order: key('V', index) + 'A', created, removed: null, flagged: null }
			})),
			slots: times(8, (index) => ({
				...{ id: key('pas', index) as RecordId, funktion: index % 2 ? facts.organisation.funktioner[0]!.id : null },
				...{ where: { area: area(3), place: null }, day: (index % 3 ? '2026-11-27' : null) as Day | null },
				...{ hours: { from: '20:00', to: '23:00' }, note: long(160, 'Gå'), created, removed: null, flagged: null }
			}))
		},
		actions: { actions: times(40, (index) => action(index, facts)), comments: [] }
	};
}

export const LEGEND = Object.values(CELL_WORDS);
