import type { AlertLevel } from '../../shared/organisation.ts';

/** The form's five lines, calmest first. A line without a name is no level. */
export const LEVEL_FIELDS = [
	{ number: 1, name: 'name1', meaning: 'meaning1' },
	{ number: 2, name: 'name2', meaning: 'meaning2' },
	{ number: 3, name: 'name3', meaning: 'meaning3' },
	{ number: 4, name: 'name4', meaning: 'meaning4' },
	{ number: 5, name: 'name5', meaning: 'meaning5' }
] as const;

export const FEWEST_LEVELS = 2;

/** Numbered without gaps from 1; two of the same name could not be told apart. */
export function readLevels(
	values: Readonly<Record<string, string>>
): { levels: AlertLevel[] } | { errors: Record<string, string> } {
	const errors: Record<string, string> = {};
	const lines = LEVEL_FIELDS.map((field) => ({
		field,
		name: values[field.name] ?? '',
		meaning: values[field.meaning] ?? ''
	}));
	const named = lines.filter(({ name }) => name !== '');
	for (const { field, name, meaning } of lines) {
		const isNeeded =
			field.number <= FEWEST_LEVELS || meaning !== '' || field.number < (named.at(-1)?.field.number ?? 0);
		if (name === '' && isNeeded) errors[field.name] = `Skriv vad nivå ${field.number} heter.`;
		if (name !== '' && named.some((other) => other.field.number < field.number && same(other.name, name)))
			errors[field.name] = 'Två nivåer kan inte heta likadant.';
	}
	if (Object.keys(errors).length > 0) return { errors };
	return { levels: named.map(({ name, meaning }, index) => ({ number: index + 1, name, meaning })) };
}

const same = (a: string, b: string): boolean => a.toLocaleLowerCase('sv') === b.toLocaleLowerCase('sv');
