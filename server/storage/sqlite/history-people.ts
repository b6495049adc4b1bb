import type { DatabaseSync } from 'node:sqlite';
import type { PersonId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import type { Difference } from './history-replay.ts';

/** Which part somebody belongs to, and of who has left which they were last seen to belong to. */
export class PeoplesParties {
	readonly #database: DatabaseSync;
	readonly #samverkan: SamverkanId;
	readonly #known = new Map<PersonId, string | null>();

	constructor(database: DatabaseSync, samverkan: SamverkanId) {
		this.#database = database;
		this.#samverkan = samverkan;
	}

	/** What they wrote says it too, of somebody who was never seen as a member. */
	of(person: PersonId | null, written: readonly Difference[]): string | null {
		if (person === null) return null;
		const known = this.#known.get(person);
		if (known !== undefined) return known;
		const party = this.#member(person) ?? this.#seen(person) ?? signed(person, written);
		if (party !== null) this.#known.set(person, party);
		return party;
	}

	#member(person: PersonId): string | null {
		const query = this.#database.prepare('SELECT party FROM members WHERE samverkan = ? AND person = ?');
		const party = query.get(this.#samverkan, person)?.party;
		if (typeof party !== 'string') return null;
		this.#database
			.prepare(
				'INSERT INTO history_people (samverkan, person, party) VALUES (?, ?, ?) ' +
					'ON CONFLICT DO UPDATE SET party = excluded.party WHERE party <> excluded.party'
			)
			.run(this.#samverkan, person, party);
		return party;
	}

	#seen(person: PersonId): string | null {
		const query = this.#database.prepare('SELECT party FROM history_people WHERE samverkan = ? AND person = ?');
		return (query.get(this.#samverkan, person)?.party as string | undefined) ?? null;
	}
}

function signed(person: PersonId, written: readonly Difference[]): string | null {
	for (const { after } of written) {
		const created = (after as { created?: { person?: string; party?: string } } | null)?.created;
		if (created?.person === person && created.party !== undefined) return created.party;
	}
	return null;
}
