import * as v from 'valibot';
import type * as Y from 'yjs';
import type { FunktionId } from '../ids.ts';
import { value } from './fields.ts';
import { LOCAL } from './origin.ts';
import { defineRecord, type RecordOf } from './record.ts';
import { putRecord } from './write.ts';

export const ATTENDANCES = ['ordinary', 'deputy', 'vacant', 'absent'] as const;
export type AttendanceState = (typeof ATTENDANCES)[number];

/** Närvaro at the meeting, per function. The record's id is the function's. */
export const attendanceKind = defineRecord('attendance', 'attendance', {
	state: value(v.nullable(v.picklist(ATTENDANCES)), null)
});
export type Attendance = RecordOf<typeof attendanceKind>;

/** Notes how a function is there; null is not noted. */
export function setAttendance(doc: Y.Doc, funktion: FunktionId, state: AttendanceState | null, origin = LOCAL): void {
	putRecord(doc, attendanceKind, funktion, { state }, origin);
}
