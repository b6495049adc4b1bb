import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { checkbox, choice, choices, optional, optionalRowId, parseForm, required, rowId } from '#lib/server/forms.ts';

const schema = v.object({
	name: required('ett namn', 10),
	note: optional(5),
	guaranteed: checkbox,
	kind: choice(['police', 'company'], 'en typ'),
	roles: choices(['reporter', 'admin']),
	area: optionalRowId<string>()
});

function formOf(fields: Record<string, string | string[] | File>): FormData {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields))
		for (const one of Array.isArray(value) ? value : [value]) data.append(name, one);
	return data;
}

describe('a posted form', () => {
	it('[FM1] becomes what its schema says: trimmed text, ticks, choices and lists', () => {
		const data = formOf({ name: ' Gata ', guaranteed: 'on', kind: 'police', roles: ['reporter', 'admin'] });
		const parsed = parseForm(schema, data, 'add');
		expect(parsed.ok && parsed.values).toEqual({
			name: 'Gata',
			note: '',
			guaranteed: true,
			kind: 'police',
			roles: ['reporter', 'admin'],
			area: null
		});
	});

	it('[FM2] comes back with what was written and, for each field, what to do', () => {
		const data = formOf({ name: '  ', note: 'för långt', kind: 'king', roles: ['reporter', 'emperor'] });
		expect(parseForm(schema, data, 'add')).toEqual({
			ok: false,
			state: {
				form: 'add',
				values: {
					name: '  ',
					note: 'för långt',
					guaranteed: '',
					kind: 'king',
					roles: ['reporter', 'emperor'],
					area: ''
				},
				errors: {
					name: 'Skriv ett namn.',
					note: 'Skriv kortare: högst 5 tecken.',
					kind: 'Välj en typ.',
					roles: 'Valet finns inte längre. Ladda om sidan.'
				}
			}
		});
	});

	it('[FM3] never sends a password back', () => {
		const secret = v.object({ email: required('en e-postadress', 5), password: optional(5), newPassword: optional(5) });
		const data = formOf({ email: 'långt@ifrån', password: 'hemligt', newPassword: 'hemligare' });
		const { state } = parseForm(secret, data, 'sign-in');
		expect(state.values).toEqual({ email: 'långt@ifrån' });
		expect(JSON.stringify(state)).not.toContain('hemlig');
	});

	it('ignores fields that nobody asked for, and files', () => {
		const data = formOf({ name: new File(['x'], 'x.txt'), kind: 'police', admin: 'on' });
		const parsed = parseForm(schema, data, 'add');
		expect(parsed.state.errors).toEqual({ name: 'Skriv ett namn.' });
		expect(parsed.state.values).not.toHaveProperty('admin');
	});

	it('takes a browser’s line breaks as one character each', () => {
		const parsed = parseForm(v.object({ text: required('något', 5) }), formOf({ text: 'a\r\nb\r\nc' }), 'add');
		expect(parsed.ok && parsed.values.text).toBe('a\nb\nc');
	});

	it.each(['', 'a b', '../x', 'x'.repeat(65)])('takes no %j for the id of a row', (id) => {
		expect(parseForm(v.object({ id: rowId<string>() }), formOf({ id }), 'edit').ok).toBe(false);
	});
});
