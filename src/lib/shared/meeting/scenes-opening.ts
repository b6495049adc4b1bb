import { ATTENDANCES, type AttendanceState } from '../board/attendance.ts';
import { coverageOf, coverageText } from '../board/coverage.ts';
import { ATTENDANCE_WORDS } from '../board/words.ts';
import type { Funktion } from '../organisation.ts';
import type { MeetingFacts } from './facts.ts';
import { inUse, type Names } from './names.ts';
import { block, line, type Scene, type SceneRow } from './scene.ts';
import { sinceLastWeekText } from './since-last-week.ts';

/** 0 Inför: who is here, who has not reported, and what has happened. */
export function openingScenes(facts: MeetingFacts, names: Names): Scene[] {
	return [
		{
			key: 'opening',
			step: 'opening',
			title: 'Inför mötet',
			blocks: [
				block('since', 'Sedan förra mötet', [line('since', 'sentence', sinceLastWeekText(facts))]),
				block('attendance', 'Närvaro', attendanceRows(facts)),
				block('reports', 'Rapportering', [reportRow(facts, names)])
			]
		}
	];
}

const NOT_NOTED = 'Inte noterad';

/** Every function by name, together with those that are there in the same way: the room reads it at a glance. */
function attendanceRows({ organisation, record }: MeetingFacts): SceneRow[] {
	const states = new Map<string, AttendanceState | null>(record.attendance.map(({ id, state }) => [id, state]));
	const funktioner = inUse(organisation.funktioner);
	return [...ATTENDANCES, null].flatMap((state) => {
		const those = funktioner.filter(({ id }) => (states.get(id) ?? null) === state);
		return those.length > 0 ? [attendanceRow(state, those)] : [];
	});
}

const attendanceRow = (state: AttendanceState | null, funktioner: readonly Funktion[]): SceneRow =>
	line(`attendance:${state ?? 'none'}`, 'attendance', funktioner.map(({ name }) => name).join(', '), {
		marks: [{ kind: 'attendance', state, text: state === null ? NOT_NOTED : ATTENDANCE_WORDS[state] }]
	});

function reportRow({ organisation, record, carried }: MeetingFacts, names: Names): SceneRow {
	const coverage = coverageOf(inUse(organisation.parties), record.reports, record.entries, carried);
	return line('reports', 'party', coverageText(coverage), {
		details: coverage.missing.length > 0 ? [`Ej rapporterat: ${coverage.missing.map(names.party).join(', ')}`] : [],
		marks: coverage.missing.length > 0 ? [{ kind: 'missing', what: 'report', text: 'Rapporter saknas' }] : []
	});
}
