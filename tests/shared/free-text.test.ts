import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { checkChange, type ContentContext } from '../../src/lib/shared/access/content-policies.ts';
import type { Role } from '../../src/lib/shared/access/roles.ts';
import { areaLevelKind } from '../../src/lib/shared/board/area-level.ts';
import { entryKind } from '../../src/lib/shared/board/entry.ts';
import { recordWords, rewriteRecord, wordsIn } from '../../src/lib/shared/board/free-text.ts';
import type { RecordKind } from '../../src/lib/shared/board/record.ts';
import { DOCUMENT_KINDS } from '../../src/lib/shared/board/schema.ts';
import { HIDDEN, isMasked, mask, readable } from '../../src/lib/shared/redaction/mask.ts';
import { alice, ALICE, buildAction, buildEntry, byAlice, NOW } from './fixtures.ts';

interface Schema {
	type: string;
	wrapped?: Schema;
	entries?: Record<string, Schema>;
	options?: readonly (Schema | string)[];
	item?: Schema;
	pipe?: readonly { type: string }[];
}

/** Names under which a schema takes any words: a string that no pattern and no list bounds. */
function freeWords(schema: Schema, name: string): string[] {
	if (schema.type === 'string') return schema.pipe?.some(({ type }) => type === 'regex') ? [] : [name];
	const inner: [string, Schema][] = [
		...Object.entries(schema.entries ?? {}),
		...(schema.options ?? []).flatMap((option): [string, Schema][] =>
			typeof option === 'object' ? [[name, option]] : []
		),
		...[schema.wrapped, schema.item].flatMap((one): [string, Schema][] => (one ? [[name, one]] : []))
	];
	return inner.flatMap(([key, one]) => freeWords(one, key));
}

const kinds = Object.values(DOCUMENT_KINDS).flatMap((roots) => Object.values<RecordKind>(roots));
const valueFields = kinds.flatMap((kind) =>
	Object.entries(kind.fields).flatMap(([name, field]) =>
		field.kind === 'value' ? [{ kind, name, free: freeWords(field.schema as unknown as Schema, name) }] : []
	)
);

describe('words in records', () => {
	test('[RD1] every value that takes free words is known as holding words', () => {
		const missing = valueFields.flatMap(({ kind, name, free }) =>
			free
				.filter((inner) => {
					const value = inner === name ? 'Ord som någon skrev' : { [inner]: 'Ord som någon skrev' };
					return wordsIn(kind, name, value).length === 0;
				})
				.map((inner) => `${kind.name}.${name}: ${inner}`)
		);
		expect(missing).toEqual([]);
		expect(valueFields.filter(({ free }) => free.length > 0).map(({ name }) => name)).toContain('assessment');
		expect(v.is(v.string(), '')).toBe(true); // the walk is over valibot's own shapes
	});

	test('[RD1] a kind that keeps words can be flagged', () => {
		const holds = (kind: RecordKind) =>
			Object.values(kind.fields).some((field) => field.kind === 'text') ||
			valueFields.some((field) => field.kind === kind && field.free.length > 0);
		for (const kind of kinds) if (holds(kind)) expect(Object.keys(kind.fields), kind.name).toContain('flagged');
	});

	test('[RD1] a rewrite touches the words and nothing else', () => {
		const entry = buildEntry({ text: 'Nils Ek ses', where: null, severity: 2 });
		expect(rewriteRecord(entryKind, entry, mask)).toEqual({ ...entry, text: '███████████' });
		const level = { assessment: { kind: 'set', level: 2, motive: 'Ordnat' }, trend: 'up', flagged: null };
		expect(rewriteRecord(areaLevelKind, level, () => HIDDEN)).toEqual({
			...level,
			assessment: { kind: 'set', level: 2, motive: HIDDEN }
		});
		expect(recordWords(entryKind, { ...entry, text: '' })).toEqual({});
	});

	test('[RD1] a mask is as long as what it stands for, and is read as words', () => {
		for (const text of ['', 'Å', 'två ord', '👮🏽‍♀️ på torget', 'a\nb']) {
			expect(mask(text)).toHaveLength(text.length);
			expect(isMasked(mask(text))).toBe(text !== '');
		}
		expect(readable(`Vid ${mask('Storgatan')} i går`)).toBe('Vid [borttagen uppgift] i går');
	});
});

describe('flagged records', () => {
	const context: ContentContext = { weekState: 'reporting', now: NOW, countIn: () => 1 };
	const flagged = { person: ALICE, at: NOW };
	const edit = (before: object | null, after: object | null, role: Role = 'convener', root = 'entries') => {
		const document = root === 'actions' ? ('actions' as const) : ('week' as const);
		const change = { document, root, id: 'e1', before: before as never, after: after as never };
		const checked = checkChange(change, alice(role), root === 'actions' ? { ...context, weekState: null } : context);
		return checked.ok ? null : checked.problem.code;
	};
	const entry = buildEntry({ created: byAlice, text: HIDDEN });
	const hidden = { ...entry, flagged };

	test('[RD2] nobody sets, changes or takes away a flag through the document', () => {
		expect(edit(entry, hidden)).toBe('flag-is-servers');
		expect(edit(hidden, entry)).toBe('flag-is-servers');
		expect(edit(hidden, { ...hidden, flagged: { ...flagged, at: 1 } })).toBe('flag-is-servers');
		expect(edit(null, hidden)).toBe('flag-is-servers');
	});

	test('[RD2] nobody writes in what is flagged, and its author does not undo it away', () => {
		expect(edit(hidden, { ...hidden, text: 'Nu står namnet här igen' })).toBe('record-flagged');
		expect(edit(hidden, null)).toBe('record-flagged');
		const action = buildAction({ flagged, status: { state: 'proposed' } });
		const cancelled = { ...action, status: { state: 'cancelled', reason: 'Namnet igen' } };
		expect(edit(action, cancelled, 'convener', 'actions')).toBe('record-flagged');
	});

	test('[RD2] what is flagged can still be moved, assessed and taken off the board', () => {
		expect(edit(hidden, { ...hidden, severity: 3 })).toBeNull();
		expect(edit(hidden, { ...hidden, removed: { person: ALICE, at: NOW } })).toBeNull();
	});
});
