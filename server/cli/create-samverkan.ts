import { randomBytes } from 'node:crypto';
import { journalWriter } from '../boards/journal-writer.ts';
import { createFromTemplate, type CreatedSamverkan } from '../boards/organisation-service.ts';
import { emptyTemplate, templateNamed, TEMPLATES } from '../boards/templates/index.ts';
import type { Template } from '../boards/templates/template.ts';
import { isDemo } from '../demo/installation.ts';
import { TakenError } from '../storage/organisation.ts';
import { readAddressee } from './addressee.ts';
import { printOneTimeLink } from './one-time-link.ts';
import type { CliOptions } from './options.ts';
import { CliError, needed, UsageError, type CliParts } from './terminal.ts';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** `skapa`: a samverkan from a template, or an empty one, and a link for its first administrator. */
export async function createSamverkan(parts: CliParts, options: CliOptions): Promise<void> {
	const template = chooseTemplate(options);
	const administrator = readAddressee(
		needed(options.administrator, 'administrator', '"Anna Ek <anna.ek@kommun.se>"'),
		'administrator'
	);
	const name = options.namn?.trim() || template.name;
	const slug = chooseSlug(options, template, name);
	if (await isDemo(parts.store.installation))
		throw new CliError(
			'Datamappen innehåller exempeldata med lösenord som alla känner till. ' +
				'Välj en annan mapp: DATA_DIR=riktig-data npm run samverkan -- skapa …'
		);
	const created = await create(parts, template, { slug, name });
	parts.print(`${name} är skapad. Adress: ${parts.config.origin}/?samverkan=${slug}\n`);
	const party = created.parties.get('municipality');
	if (!party) throw new Error(`The template ${template.key} has no municipality`);
	await printOneTimeLink(parts, { samverkan: created.id, ...administrator, party, roles: ['admin'] });
}

function chooseTemplate({ mall, kommun, lokalpolisomrade }: CliOptions): Template {
	if (mall === undefined)
		return emptyTemplate(
			needed(kommun, 'kommun', '"Någon kommun"').slice(0, 120),
			needed(lokalpolisomrade, 'lokalpolisomrade', '"Lokalpolisområde Något"').slice(0, 120)
		);
	const template = templateNamed(mall);
	if (!template)
		throw new UsageError(`Mallen ${mall} finns inte. Välj bland: ${TEMPLATES.map(({ key }) => key).join(', ')}`);
	return template;
}

function chooseSlug({ mall, kortnamn }: CliOptions, template: Template, name: string): string {
	const slug = kortnamn?.trim() || (mall === undefined ? slugOf(name) : template.slug);
	if (SLUG.test(slug) && slug.length <= 40) return slug;
	throw new UsageError(
		'--kortnamn får ha små bokstäver a–z, siffror och bindestreck. Till exempel: --kortnamn lekeberg'
	);
}

const slugOf = (name: string): string =>
	name
		.toLowerCase()
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 40);

async function create(
	{ store }: CliParts,
	template: Template,
	named: { slug: string; name: string }
): Promise<CreatedSamverkan> {
	const now = () => Date.now();
	const writeActions = journalWriter(store.journal, 'actions', { person: null, via: 'import', now });
	const random = (length: number) => new Uint8Array(randomBytes(length));
	try {
		return await createFromTemplate({ ...store, random, writeActions }, template, named);
	} catch (error) {
		if (!(error instanceof TakenError)) throw error;
		throw new CliError(
			error.field === 'slug'
				? `Kortnamnet ${named.slug} finns redan. Välj ett annat: --kortnamn ${named.slug}-2`
				: `En samverkan som heter ${named.name} finns redan. Välj ett annat namn: --namn "…"`
		);
	}
}
