import * as v from 'valibot';
import { value } from './fields.ts';
import { defineRecord, type RecordOf } from './record.ts';

export const ATTENDANCES = ['ordinary', 'deputy', 'vacant', 'absent'] as const;

/** Närvaro at the meeting, per function. The record's id is the function's. */
export const attendanceKind = defineRecord('attendance', 'attendance', {
	state: value(v.nullable(v.picklist(ATTENDANCES)), null)
});
export type Attendance = RecordOf<typeof attendanceKind>;
