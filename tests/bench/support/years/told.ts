import type * as Y from 'yjs';
import type { Author, Where } from '../../../../src/lib/shared/board/values.ts';
import { newRecordId, type DocumentId, type RecordId } from '../../../../src/lib/shared/ids.ts';
import type { Member, Organisation } from '../../../../src/lib/shared/organisation.ts';
import {
	addDays,
	mondayOf,
	weekKey,
	type Day,
	type Week,
	type WeekKey
} from '../../../../src/lib/shared/week/iso-week.ts';
import { momentOf } from '../../../../src/lib/shared/week/local-time.ts';
import { bytesFrom, oneOf, type Seeded } from '../typing.ts';
import type { Edit } from './chronicle.ts';

/** The meeting is on Thursdays at nine, and the week is sealed when it ends. */
export const MEETING = { weekday: 4, from: '09:00', to: '09:34' } as const;

/** Who tells, with what: shared by all weeks. */
export class Teller {
	readonly random: Seeded;
	readonly organisation: Organisation;
	readonly actions: DocumentId;
	readonly convener: Member;
	/** Those who write rows and updates: what their roles allow them to. */
	readonly writers: readonly Member[];
	readonly #bytes: (length: number) => Uint8Array;

	constructor(organisation: Organisation, actions: DocumentId, random: Seeded) {
		this.random = random;
		this.organisation = organisation;
		this.actions = actions;
		this.#bytes = bytesFrom(random);
		this.convener = organisation.people.find(({ roles }) => roles.includes('convener'))!;
		this.writers = organisation.people.filter(({ roles }) => roles.includes('coordinator'));
	}

	id = (): RecordId => newRecordId(this.#bytes);
	chance = (share: number): boolean => this.random() < share;
	/** A whole number from one to the other, both in. */
	between = (from: number, to: number): number => from + Math.floor(this.random() * (to - from + 1));
	oneOf = <T>(list: readonly T[]): T => oneOf(list, this.random);
	some = <T>(list: readonly T[], share: number): T[] => list.filter(() => this.chance(share));

	/** Some places come back more than others, as they do. */
	where(): Where {
		if (this.chance(0.05)) return null;
		const { places } = this.organisation;
		const place = places[Math.floor(this.random() ** 2 * places.length)]!;
		return { area: place.area, place: this.chance(0.85) ? place.id : null };
	}

	author = ({ person, party }: Pick<Member, 'person' | 'party'>, at: number): Author => ({ person, party, at });

	/** An edit of the desk; now and then one comes by mail. */
	edit(document: DocumentId, who: Member, at: number, write: Edit['write']): Edit {
		return { at, document, author: this.author(who, at), via: at % 23 === 0 ? 'mail' : 'desk', write };
	}

	/** An edit of the meeting, which the sammankallande makes. */
	meet(document: DocumentId, time: WeekTime, write: (doc: Y.Doc, by: Author) => void): Edit {
		const at = time.inMeeting();
		const author = this.author(this.convener, at);
		return { at, document, author, via: 'meeting', write: (doc) => write(doc, author) };
	}
}

/** One week's days and moments. */
export class WeekTime {
	readonly week: Week;
	readonly key: WeekKey;
	readonly monday: Day;
	readonly #random: Seeded;

	constructor(week: Week, random: Seeded) {
		this.week = week;
		this.key = weekKey(week);
		this.monday = mondayOf(week);
		this.#random = random;
	}

	day = (weekday: number): Day => addDays(this.monday, weekday - 1);
	at = (weekday: number, clock: string): number => momentOf(this.day(weekday), clock);
	/** Office hours of one of the days, to the millisecond: no two edits need have the same time. */
	office(from: number, to: number): number {
		const weekday = from + Math.floor(this.#random() * (to - from + 1));
		return this.at(weekday, '08:00') + Math.floor(this.#random() * 9 * HOUR);
	}
	/** While the group sits together: minutes 5–30. */
	inMeeting = (): number => this.at(MEETING.weekday, MEETING.from) + Math.floor((5 + this.#random() * 25) * MINUTE);
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
