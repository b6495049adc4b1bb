import type { FunktionId, PartyId, PersonId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { Samverkan } from '../../src/lib/shared/organisation.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import type { PersonRow } from '../../server/storage/accounts.ts';
import type { NewJournalRow, Store } from '../../server/storage/store.ts';
import { DEFAULT_MEETING } from '../../src/lib/shared/meeting/agenda.ts';

export const WEEK = '2026-W48' as WeekKey;

export const newSamverkan = (overrides: Partial<Omit<Samverkan, 'id'>> = {}): Omit<Samverkan, 'id'> => ({
	slug: 'lekeberg',
	name: 'Lekeberg',
	municipality: 'Lekebergs kommun',
	policeDistrict: 'LPO Hallsberg',
	cadenceDays: 7,
	meetingWeekday: 4,
	offlineCopies: false,
	meeting: DEFAULT_MEETING,
	example: true,
	...overrides
});

export const newPerson = (overrides: Partial<Omit<PersonRow, 'id'>> = {}): Omit<PersonRow, 'id'> => ({
	email: 'alice@example.se',
	name: 'Alice Åberg',
	passwordHash: null,
	closed: false,
	createdAt: 1,
	...overrides
});

export interface Place {
	samverkan: SamverkanId;
	party: PartyId;
	funktion: FunktionId;
	person: PersonId;
}

/** A samverkan with a party, a function, and one member who staffs it. */
export async function addSamverkan(store: Store, slug = 'lekeberg'): Promise<Place> {
	const { organisation, accounts } = store;
	const samverkan = await organisation.create(newSamverkan({ slug, name: slug }));
	const party = await organisation.addParty(samverkan, { name: 'Polisen', kind: 'police', registryNumber: '' });
	const funktion = await organisation.addFunktion(samverkan, {
		party,
		name: 'Kommunpolis',
		staffing: 'ordinary',
		guaranteed: true
	});
	const person = await accounts.addPerson(newPerson({ email: `alice@${slug}.se` }));
	await organisation.setMember(samverkan, person, party, ['convener', 'reporter']);
	await organisation.staffFunktion(samverkan, funktion, [person]);
	return { samverkan, party, funktion, person };
}

/** A week's document and what makes journal rows for it. */
export async function addWeek(store: Store, slug = 'lekeberg') {
	const { samverkan, person } = await addSamverkan(store, slug);
	const { id } = await store.documents.weekDocument(samverkan, WEEK);
	const row = (byte: number, overrides: Partial<NewJournalRow> = {}): NewJournalRow => ({
		document: id,
		at: byte,
		person,
		via: 'desk',
		update: Uint8Array.of(byte),
		...overrides
	});
	return { samverkan, person, id, row };
}
