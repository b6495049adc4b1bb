import type { FunktionId } from '../../src/lib/shared/ids.ts';
import type { Organisation, Party } from '../../src/lib/shared/organisation.ts';
import { readAddressee } from './addressee.ts';
import { printOneTimeLink } from './one-time-link.ts';
import { roleNamed } from './role-keywords.ts';
import type { CliOptions } from './options.ts';
import { CliError, needed, UsageError, type CliParts } from './terminal.ts';

/** `inbjudan`: a one-time link for somebody, with party, roles and perhaps a function. */
export async function inviteSomebody(parts: CliParts, options: CliOptions): Promise<void> {
	const slug = needed(options.samverkan, 'samverkan', 'lekeberg');
	const { name, email } = readAddressee(needed(options.till, 'till', '"Anna Ek <anna.ek@kommun.se>"'), 'till');
	const partyName = needed(options.part, 'part', '"Någon kommun"');
	if (!options.roll?.length) throw new UsageError('--roll saknas. Till exempel: --roll sammankallande');
	const roles = [...new Set(options.roll.map(roleNamed))];
	const organisation = await findOrganisation(parts, slug);
	const party = findParty(organisation, partyName);
	const funktion = options.funktion ? findFunktion(organisation, party, options.funktion) : null;
	await printOneTimeLink(parts, {
		samverkan: organisation.samverkan.id,
		name,
		email,
		party: party.id,
		funktion,
		roles
	});
}

async function findOrganisation({ store }: CliParts, slug: string): Promise<Organisation> {
	const found = await store.organisation.bySlug(slug);
	if (found) return store.organisation.read(found.id);
	const known = (await store.organisation.all()).map((samverkan) => samverkan.slug);
	throw new CliError(
		known.length > 0
			? `Samverkan ${slug} finns inte. Här finns: ${known.join(', ')}`
			: 'Här finns ingen samverkan ännu. Skapa en: npm run samverkan -- skapa …'
	);
}

const same = (a: string, b: string): boolean => a.trim().toLocaleLowerCase('sv') === b.trim().toLocaleLowerCase('sv');
const quoted = (rows: readonly { name: string }[]): string => rows.map(({ name }) => `"${name}"`).join(', ');

function findParty({ parties }: Organisation, name: string): Party {
	const party = parties.find((other) => same(other.name, name));
	if (!party) throw new CliError(`Parten ${name} finns inte. Här finns: ${quoted(parties)}`);
	return party;
}

function findFunktion({ funktioner }: Organisation, party: Party, name: string): FunktionId {
	const ours = funktioner.filter((funktion) => funktion.party === party.id && !funktion.archived);
	const found = ours.find((funktion) => same(funktion.name, name));
	if (!found) throw new CliError(`${party.name} har ingen funktion som heter ${name}. Här finns: ${quoted(ours)}`);
	return found.id;
}
