import type { Role } from '../../../src/lib/shared/access/roles.ts';
import type { Area, Category, Funktion, Party, Place, Samverkan } from '../../../src/lib/shared/organisation.ts';
import { readMeetingSettings } from '../../../src/lib/shared/meeting/meeting-settings.ts';
import type { PersonId } from '../../../src/lib/shared/ids.ts';
import type { InviteRow, PersonRow, SessionRow } from '../accounts.ts';
import type { DocumentInfo } from '../store.ts';
import type {
	AreasTable,
	CategoriesTable,
	DocumentsTable,
	FunktionerTable,
	InvitesTable,
	PartiesTable,
	PeopleTable,
	PlacesTable,
	SamverkanTable,
	SessionsTable
} from './tables.ts';

// From columns to the domain. What we read is what we wrote through the codecs, so ids and unions are taken as they are.

export const toSamverkan = (row: SamverkanTable): Samverkan => ({
	id: row.id as Samverkan['id'],
	slug: row.slug,
	name: row.name,
	municipality: row.municipality,
	policeDistrict: row.police_district,
	cadenceDays: row.cadence_days as Samverkan['cadenceDays'],
	meetingWeekday: row.meeting_weekday,
	offlineCopies: row.offline_copies === 1,
	meeting: readMeetingSettings(row.meeting),
	example: row.example === 1
});

export const toParty = (row: PartiesTable): Party => ({
	id: row.id as Party['id'],
	name: row.name,
	kind: row.kind as Party['kind'],
	registryNumber: row.registry_number,
	order: row.position
});

export const toFunktion = (row: FunktionerTable, people: PersonId[]): Funktion => ({
	id: row.id as Funktion['id'],
	party: row.party as Funktion['party'],
	name: row.name,
	staffing: row.staffing as Funktion['staffing'],
	people,
	guaranteed: row.guaranteed === 1,
	archived: row.archived === 1,
	order: row.position
});

export const toArea = (row: AreasTable): Area => ({
	id: row.id as Area['id'],
	name: row.name,
	archived: row.archived === 1,
	order: row.position
});

export const toPlace = (row: PlacesTable): Place => ({
	id: row.id as Place['id'],
	area: row.area as Place['area'],
	name: row.name,
	kind: row.kind,
	...(row.lat !== null && row.lon !== null && { position: { lat: row.lat, lon: row.lon } }),
	archived: row.archived === 1,
	order: row.position
});

export const toCategory = (row: CategoriesTable): Category => ({
	id: row.id as Category['id'],
	code: row.code,
	name: row.name,
	group: row.category_group as Category['group'],
	archived: row.archived === 1,
	order: row.position
});

export const toPerson = (row: PeopleTable): PersonRow => ({
	id: row.id as PersonRow['id'],
	email: row.email,
	name: row.name,
	passwordHash: row.password_hash,
	closed: row.closed === 1,
	createdAt: row.created_at
});

export const toSession = (row: SessionsTable): SessionRow => ({
	hash: row.hash,
	person: row.person as SessionRow['person'],
	createdAt: row.created_at,
	expiresAt: row.expires_at,
	endsAt: row.ends_at,
	device: row.device
});

export const toRoles = (json: string): Role[] => JSON.parse(json) as Role[];

export const toInvite = (row: InvitesTable): InviteRow => ({
	hash: row.hash,
	samverkan: row.samverkan as InviteRow['samverkan'],
	email: row.email,
	name: row.name,
	party: row.party as InviteRow['party'],
	funktion: row.funktion as InviteRow['funktion'],
	roles: toRoles(row.roles),
	createdAt: row.created_at,
	expiresAt: row.expires_at,
	usedAt: row.used_at
});

/** Of each kind only what it has. */
export function toDocument({ id, kind, samverkan, party, week, state, epoch }: DocumentsTable): DocumentInfo {
	const own = { week: { week, state }, actions: {}, draft: { party, week } }[kind];
	return { id, kind, samverkan, epoch, ...own } as DocumentInfo;
}
