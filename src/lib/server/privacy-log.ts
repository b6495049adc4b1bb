import { formatTime } from '#lib/shared/week/format.ts';
import { localDay } from '#lib/shared/week/iso-week.ts';
import type { Organisation } from '#lib/shared/organisation.ts';
import { services } from './services.ts';

/** The record's noun by the field's root, for people. */
const FIELDS: Record<string, string> = {
	text: 'Löpande text',
	title: 'Rubrik',
	description: 'Beskrivning',
	motive: 'Motivering',
	reason: 'Skäl'
};

const momentWords = (at: number): string => `${localDay(at)} kl. ${formatTime(at)}`;

/** The samverkan's answers to warnings, newest first, as a page shows them. */
export async function privacyLog({ samverkan, people }: Organisation) {
	const names = new Map(people.map(({ person, name }) => [person, name]));
	const overrides = await services().store.privacy.overrides(samverkan.id, 200);
	return overrides.map(({ at, person, kind, reason, field }) => ({
		at: momentWords(at),
		by: names.get(person) ?? 'Tidigare medlem',
		kind,
		reason,
		where: FIELDS[field] ?? 'Text'
	}));
}

/** Words of the own list, with who put them there or took them away. */
export async function privacyWords({ samverkan, people }: Organisation) {
	const names = new Map(people.map(({ person, name }) => [person, name]));
	const name = (person: (typeof people)[number]['person']) => names.get(person) ?? 'Tidigare medlem';
	const words = await services().store.privacy.words(samverkan.id);
	return words.map(({ word, addedBy, addedAt, removed }) => ({
		word,
		added: `${name(addedBy)}, ${momentWords(addedAt)}`,
		removed: removed && `${name(removed.by)}, ${momentWords(removed.at)}`
	}));
}
