import type { AreaLevel } from '../board/area-level.ts';
import { AREA_TREND_WORDS } from '../board/words.ts';
import type { AreaId } from '../ids.ts';
import { CATEGORY_GROUPS, type Area, type CategoryGroup } from '../organisation.ts';
import { formatDays, formatWeek } from '../week/format.ts';
import { daysBetween, mondayOf } from '../week/iso-week.ts';
import { hiddenWords } from './counted.ts';
import type { MeetingFacts } from './facts.ts';
import { inUse, type Names } from './names.ts';
import { areaOf, entryRow, isChanged, situationRows, type SituationRow } from './rows.ts';
import { block, emptyLine, line, row, type Cell, type Mark, type Scene, type SceneRow } from './scene.ts';

const MUNICIPALITY = 'Hela kommunen';

/** 2 Lägesbild: the overview, then each område, then what is coming. */
export function situationScenes(facts: MeetingFacts, names: Names): Scene[] {
	const rows = situationRows(facts);
	const areas = inUse(facts.organisation.areas);
	const ofMunicipality = rows.filter((row) => areaOf(row) === null);
	const general = ofMunicipality.length > 0 || facts.hidden.has(null);
	return [
		overview(facts, areas, rows, general),
		...areas.map((area) => areaScene(facts, area, rows, names)),
		...(general ? [generalScene(facts, ofMunicipality, names)] : []),
		upcomingScene(facts, names)
	];
}

function overview(facts: MeetingFacts, areas: Area[], rows: SituationRow[], general: boolean): Scene {
	const areaRows = areas.map(({ id, name }) => matrixRow(facts, id, name, rows));
	const all = general ? [...areaRows, matrixRow(facts, null, MUNICIPALITY, rows)] : areaRows;
	const shown = all.length > 0 ? all : [emptyLine('Inga områden är upplagda.')];
	return { key: 'overview', step: 'situation', title: 'Läget i alla områden', blocks: [block('matrix', null, shown)] };
}

function matrixRow(facts: MeetingFacts, area: AreaId | null, name: string, rows: SituationRow[]): SceneRow {
	const own = rows.filter((row) => areaOf(row) === area);
	const groups = new Map(facts.organisation.categories.map(({ id, group }) => [id, group]));
	const cells = CATEGORY_GROUPS.map((group) =>
		cellOf(
			group,
			own.filter(({ entry }) => entry.category !== null && groups.get(entry.category) === group)
		)
	);
	const levels = area === null ? [] : levelMarks(facts, area);
	return row(area ?? 'municipality', 'area', name, { cells, marks: [...levels, ...hiddenMarks(facts, area)] });
}

function cellOf(group: CategoryGroup, rows: readonly SituationRow[]): Cell {
	const state =
		rows.length === 0
			? 'empty'
			: rows.some(isChanged)
				? 'changed'
				: rows.some(({ assessment }) => assessment === null)
					? 'not-assessed'
					: 'unchanged';
	return { group, count: rows.length, state };
}

const hiddenMarks = ({ hidden }: MeetingFacts, area: AreaId | null): Mark[] => {
	const count = hidden.get(area) ?? 0;
	return count > 0 ? [{ kind: 'hidden', text: hiddenWords(count) }] : [];
};

const hiddenRows = (facts: MeetingFacts, area: AreaId | null): SceneRow[] =>
	hiddenMarks(facts, area).map(({ text }) => line('hidden', 'hidden', text));

const levelOf = ({ record }: MeetingFacts, area: AreaId): AreaLevel | undefined =>
	record.levels.find(({ id }) => (id as string) === area);

function levelMarks(facts: MeetingFacts, area: AreaId): Mark[] {
	const found = levelOf(facts, area);
	const before = facts.previousLevels[area]?.level ?? null;
	if (!found?.assessment) return [{ kind: 'missing', what: 'assessment', text: 'Ej bedömt' }];
	const { level } = found.assessment;
	const name = facts.organisation.levels.find(({ number }) => number === level)?.name ?? '';
	const from = before === null || before === level ? null : before;
	const trend: Mark[] = found.trend ? [{ kind: 'trend', trend: found.trend, text: AREA_TREND_WORDS[found.trend] }] : [];
	return [{ kind: 'level', level, from, text: `${level} ${name}`.trim() }, ...trend];
}

/** The motive of a new level; that a kept one was looked at; or which level the area had last. */
function levelText(facts: MeetingFacts, area: AreaId): string {
	const assessment = levelOf(facts, area)?.assessment;
	if (assessment) return assessment.kind === 'set' ? assessment.motive : 'Bekräftad oförändrad';
	const before = facts.previousLevels[area];
	return before ? `Ej bedömt. Senast nivå ${before.level}, ${formatWeek(before.week)}.` : 'Ej bedömt.';
}

function areaScene(facts: MeetingFacts, { id, name }: Area, rows: SituationRow[], names: Names): Scene {
	const own = rows.filter((row) => areaOf(row) === id).map((row) => entryRow(row, names));
	const level = row(`level:${id}`, 'level', levelText(facts, id), { marks: levelMarks(facts, id) });
	return {
		...{ key: `area:${id}`, step: 'situation', title: name },
		blocks: [block('level', null, [level]), block('entries', null, orEmpty([...own, ...hiddenRows(facts, id)]))]
	};
}

function generalScene(facts: MeetingFacts, rows: SituationRow[], names: Names): Scene {
	const shown = [...rows.map((row) => entryRow(row, names)), ...hiddenRows(facts, null)];
	return { key: 'area:municipality', step: 'situation', title: MUNICIPALITY, blocks: [block('entries', null, shown)] };
}

const orEmpty = (rows: SceneRow[]): SceneRow[] => (rows.length > 0 ? rows : [emptyLine('Inga lägesrader.')]);

function upcomingScene(facts: MeetingFacts, names: Names): Scene {
	const isAhead = (day: string | undefined) =>
		day === undefined || daysBetween(mondayOf(facts.week), day as never) >= 0;
	const rows = facts.record.upcoming
		.filter(({ removed, dates }) => removed === null && isAhead(dates?.to ?? dates?.from))
		.sort((a, b) => (a.dates?.from ?? '~').localeCompare(b.dates?.from ?? '~') || a.id.localeCompare(b.id))
		.map(({ id, title, dates, where }) =>
			row(id, 'upcoming', title, {
				details: [[dates && formatDays(dates.from, dates.to), names.where(where)].filter(Boolean).join(' · ')]
			})
		);
	const shown = rows.length > 0 ? rows : [emptyLine('Inget är noterat.')];
	return { key: 'upcoming', step: 'situation', title: 'Kommande vecka', blocks: [block('upcoming', null, shown)] };
}
