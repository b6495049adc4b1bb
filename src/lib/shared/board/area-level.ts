import * as v from 'valibot';
import type * as Y from 'yjs';
import type { AreaId } from '../ids.ts';
import { value } from './fields.ts';
import { LOCAL } from './origin.ts';
import { defineRecord, type RecordOf } from './record.ts';
import { flagging, sentence } from './values.ts';
import { putRecord } from './write.ts';

/** Trend of a whole area: up is worse. */
export const AREA_TRENDS = ['up', 'level', 'down'] as const;
export type AreaTrend = (typeof AREA_TRENDS)[number];

const levelNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5));

/**
 * Level and motive are one value: a level never changes without its motive (domain.md §1.7: "Every change of level
 * needs motive"). `confirmed` is last week's level, looked at and kept; null is *ej bedömd*.
 */
const assessment = v.nullable(
	v.union([
		v.strictObject({ kind: v.literal('set'), level: levelNumber, motive: sentence }),
		v.strictObject({ kind: v.literal('confirmed'), level: levelNumber })
	])
);
export type LevelAssessment = v.InferOutput<typeof assessment>;

/** Områdesläge: level and trend of one area in one week. The record's id is the area's. */
export const areaLevelKind = defineRecord('level', 'levels', {
	assessment: value(assessment, null),
	trend: value(v.nullable(v.picklist(AREA_TRENDS)), null),
	flagged: value(flagging, null)
});
export type AreaLevel = RecordOf<typeof areaLevelKind>;

/** Sets the level together with why: nobody can do one without the other, and without words nothing is written. */
export function setLevel(doc: Y.Doc, area: AreaId, level: number, motive: string, origin = LOCAL): void {
	if (motive.trim() === '') return;
	putRecord(doc, areaLevelKind, area, { assessment: { kind: 'set', level, motive: motive.trim() } }, origin);
}

/** Bekräftad oförändrad: last week's level, looked at and kept. */
export function confirmLevel(doc: Y.Doc, area: AreaId, level: number, origin = LOCAL): void {
	putRecord(doc, areaLevelKind, area, { assessment: { kind: 'confirmed', level } }, origin);
}

/** Makes the area *ej bedömt* again. */
export function clearLevel(doc: Y.Doc, area: AreaId, origin = LOCAL): void {
	if (doc.getMap(areaLevelKind.root).has(area)) putRecord(doc, areaLevelKind, area, { assessment: null }, origin);
}

export function setAreaTrend(doc: Y.Doc, area: AreaId, trend: AreaTrend | null, origin = LOCAL): void {
	putRecord(doc, areaLevelKind, area, { trend }, origin);
}
