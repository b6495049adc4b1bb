import type { Area, Category, Funktion, Party, Place, Samverkan } from '../../../src/lib/shared/organisation.ts';
import type { Agreement, New } from '../organisation.ts';
import type { PersonRow } from '../accounts.ts';
import { flag, fold, json, text, unique } from './columns.ts';
import type { Codec } from './columns.ts';

/** What can be written of a row: new ones, and changes to `archived` too. */
export type Writable<Row extends { id: string; archived?: boolean }> = New<Row> & { archived?: boolean };

const order = text('position');
const archived = flag('archived');

/** Without `example`: what the demo made stays marked as such. */
export const samverkanChanges: Codec<Omit<Samverkan, 'id' | 'example'>> = {
	slug: unique('slug'),
	name: unique('name'),
	municipality: text('municipality'),
	policeDistrict: text('police_district'),
	cadenceDays: text('cadence_days'),
	meetingWeekday: text('meeting_weekday'),
	offlineCopies: flag('offline_copies'),
	meeting: json('meeting')
};

export const newSamverkan: Codec<Omit<Samverkan, 'id'>> = { ...samverkanChanges, example: flag('example') };

export const partyCodec: Codec<Writable<Party>> = {
	name: unique('name'),
	kind: text('kind'),
	registryNumber: text('registry_number'),
	order
};

export const funktionCodec: Codec<Omit<Writable<Funktion>, 'people'>> = {
	party: text('party'),
	name: unique('name'),
	staffing: text('staffing'),
	guaranteed: flag('guaranteed'),
	archived,
	order
};

export const areaCodec: Codec<Writable<Area>> = { name: unique('name'), archived, order };

export const placeCodec: Codec<Writable<Place>> = {
	area: text('area'),
	name: unique('name'),
	kind: text('kind'),
	position: (value: Place['position']) => ({ lat: value?.lat ?? null, lon: value?.lon ?? null }),
	archived,
	order
};

export const categoryCodec: Codec<Writable<Category>> = {
	code: unique('code'),
	name: unique('name'),
	group: text('category_group'),
	archived,
	order
};

export const agreementCodec: Codec<Omit<Agreement, 'id'>> = {
	kind: text('kind'),
	title: text('title'),
	from: text('valid_from'),
	to: text('valid_to'),
	followUps: json('follow_ups')
};

export const personChanges: Codec<Omit<PersonRow, 'id' | 'createdAt'>> = {
	email: (value: string) => ({ email: fold(value) }),
	name: text('name'),
	passwordHash: text('password_hash'),
	closed: flag('closed')
};

export const newPerson: Codec<Omit<PersonRow, 'id'>> = { ...personChanges, createdAt: text('created_at') };
