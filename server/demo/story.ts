import type { Where } from '../../src/lib/shared/board/values.ts';
import {
	newRecordId,
	type AreaId,
	type CategoryId,
	type FunktionId,
	type PartyId,
	type PersonId,
	type PlaceId,
	type RandomBytes,
	type RecordId,
	type SamverkanId
} from '../../src/lib/shared/ids.ts';
import type { Author } from '../../src/lib/shared/board/values.ts';
import type { Store } from '../storage/store.ts';
import type { DemoCalendar } from './calendar.ts';
import type { Scenario, StoryEntry, StoryWeek, StoryWhere } from './scenario.ts';

export interface DemoParts {
	store: Store;
	now: () => number;
	random: RandomBytes;
}

/** Everything that tells one scenario: the parts, its calendar, and what its keys have become. */
export interface Story extends DemoParts {
	scenario: Scenario;
	calendar: DemoCalendar;
	samverkan: SamverkanId;
	people: ReadonlyMap<string, PersonId>;
	parties: ReadonlyMap<string, PartyId>;
	funktioner: ReadonlyMap<string, FunktionId>;
	areas: ReadonlyMap<string, AreaId>;
	/** By `area/place`. */
	places: ReadonlyMap<string, PlaceId>;
	/** By code. */
	categories: ReadonlyMap<string, CategoryId>;
	/** Lägesrader and noteringar by `week/key`, given before anything is written so that åtgärder can point at them. */
	entries: Map<string, RecordId>;
}

/** A key that is not there is a mistake in the example. */
export function idOf<T>(ids: ReadonlyMap<string, T>, key: string): T {
	const id = ids.get(key);
	if (id === undefined) throw new Error(`The example names ${key}, which is not there`);
	return id;
}

export function whereOf({ areas, places }: Pick<Story, 'areas' | 'places'>, where: StoryWhere): Where {
	if (where === null) return null;
	const [area = ''] = where.split('/');
	return { area: idOf(areas, area), place: where.includes('/') ? idOf(places, where) : null };
}

/** The person as author, for the party they are a member of. */
export function authorOf(story: Story, person: string, at: number): Author {
	const member = story.scenario.members.find((other) => other.person === person);
	if (!member) throw new Error(`${person} is no member of ${story.scenario.slug}`);
	return { person: idOf(story.people, person), party: idOf(story.parties, member.party), at };
}

export function entryId(story: Story, week: number, key: string): RecordId {
	const known = story.entries.get(`${week}/${key}`);
	if (known) return known;
	const id = newRecordId(story.random);
	story.entries.set(`${week}/${key}`, id);
	return id;
}

/** Rows that nothing points at by a key of their own are told apart by their place in the week. */
export const entryIdIn = (story: Story, week: StoryWeek, entry: StoryEntry): RecordId =>
	entryId(story, week.offset, entry.key ?? `rad-${week.entries.indexOf(entry)}`);

export const noteIdIn = (story: Story, week: StoryWeek, note: StoryWeek['notes'][number]): RecordId =>
	entryId(story, week.offset, `notering-${week.notes.indexOf(note)}`);

/** Who leads the meetings and seals the weeks. */
export function convenerOf({ scenario }: Story): string {
	const convener = scenario.members.find(({ roles }) => roles.includes('convener'));
	if (!convener) throw new Error(`${scenario.slug} has no convener`);
	return convener.person;
}
