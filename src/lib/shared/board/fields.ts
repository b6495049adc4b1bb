import type * as v from 'valibot';

/**
 * What a field of a record is kept as, chosen by what must happen when two people change it at once:
 * a value is replaced whole (two values that change together are one field), a text merges letter by letter,
 * a set merges member by member.
 */
export type Field = ValueField<unknown> | TextField | SetField<string>;

export interface ValueField<T> {
	kind: 'value';
	schema: v.GenericSchema<unknown, T>;
	initial: T;
}

export interface TextField {
	kind: 'text';
	/** Longest text in UTF-16 code units. */
	max: number;
}

export interface SetField<T extends string> {
	kind: 'set';
	member: v.GenericSchema<unknown, T>;
	/** Most members. */
	max: number;
}

export type FieldValue<F> =
	F extends ValueField<infer T> ? T : F extends TextField ? string : F extends SetField<infer M> ? M[] : never;

export const value = <T>(schema: v.GenericSchema<unknown, T>, initial: T): ValueField<T> => ({
	kind: 'value',
	schema,
	initial
});
export const text = (max: number): TextField => ({ kind: 'text', max });
export const set = <T extends string>(member: v.GenericSchema<unknown, T>, max: number): SetField<T> => ({
	kind: 'set',
	member,
	max
});
