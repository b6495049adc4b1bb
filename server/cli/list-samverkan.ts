import type { CliParts } from './terminal.ts';

/** `lista`: every samverkan in the data folder, with how many people each has. */
export async function listSamverkan({ store, print, config }: CliParts): Promise<void> {
	const all = await store.organisation.all();
	if (all.length === 0) {
		print(`Ingen samverkan i ${config.dataDir}. Skapa en: npm run samverkan -- skapa …`);
		return;
	}
	const width = Math.max(...all.map(({ slug }) => slug.length));
	for (const { id, slug, name, example } of all) {
		const { people, parties } = await store.organisation.read(id);
		const parts = [`${people.length} personer`, `${parties.length} parter`, ...(example ? ['EXEMPELDATA'] : [])];
		print(`${slug.padEnd(width)}  ${name} (${parts.join(', ')})`);
	}
}
