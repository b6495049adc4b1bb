import type * as Y from 'yjs';
import { areaLevelKind } from '../../src/lib/shared/board/area-level.ts';
import { attendanceKind } from '../../src/lib/shared/board/attendance.ts';
import type { WeekRecord } from '../../src/lib/shared/board/document-record.ts';
import { SERVER } from '../../src/lib/shared/board/origin.ts';
import { partyReportKind } from '../../src/lib/shared/board/party-report.ts';
import { ensureRecords } from '../../src/lib/shared/board/write.ts';
import type { DocumentId, PersonId } from '../../src/lib/shared/ids.ts';
import type { Organisation } from '../../src/lib/shared/organisation.ts';
import type { Via } from '../storage/store.ts';
import { WeekSealedError } from './week-sealed.ts';

type EditDocument = (id: DocumentId, via: Via, person: PersonId | null, write: (doc: Y.Doc) => void) => Promise<void>;

const idsOf = (things: readonly { id: string; archived?: boolean }[]): string[] =>
	things.filter(({ archived }) => !archived).map(({ id }) => id);

/** The records of a week whose ids are another thing's: one per area, party and function. */
const keyed = ({ areas, parties, funktioner }: Organisation) =>
	[
		{ root: 'levels', kind: areaLevelKind, keys: idsOf(areas) },
		{ root: 'reports', kind: partyReportKind, keys: idsOf(parties) },
		{ root: 'attendance', kind: attendanceKind, keys: idsOf(funktioner) }
	] as const;

/** Does the week lack a record that somebody's first edit would have to make, perhaps beside somebody else's? */
function lacksRecords(record: WeekRecord, organisation: Organisation): boolean {
	return keyed(organisation).some(({ root, keys }) => {
		const there = new Set<string>(record[root].map(({ id }) => id));
		return keys.some((key) => !there.has(key));
	});
}

/**
 * Makes the records the week lacks; true when it lacked any. Two people who set level and trend of an area nobody has
 * touched would otherwise each make its record, and one of the two would be lost.
 */
export async function prepareWeek(
	edit: EditDocument,
	week: DocumentId,
	record: WeekRecord,
	organisation: Organisation
): Promise<boolean> {
	if (!lacksRecords(record, organisation)) return false;
	try {
		await edit(week, 'rule', null, (doc) => {
			for (const { kind, keys } of keyed(organisation)) ensureRecords(doc, kind, keys, SERVER);
		});
	} catch (error) {
		if (!(error instanceof WeekSealedError)) throw error; // somebody has sealed it meanwhile; then it needs none
	}
	return true;
}
