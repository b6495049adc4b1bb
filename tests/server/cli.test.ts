import { describe, expect, it } from 'vitest';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createAccounts } from '../../server/accounts/accounts.ts';
import { createDemo } from '../../server/demo/create-demo.ts';
import { openSqliteStore } from '../../server/storage/sqlite/open.ts';
import type { Store } from '../../server/storage/store.ts';
import { openStore } from '../support/open-store.ts';
import { tempDir } from '../support/temp-dir.ts';

const CLI = new URL('../../server/cli.ts', import.meta.url).pathname;
const random = (length: number) => new Uint8Array(randomBytes(length));

interface Outcome {
	code: number;
	out: string;
	err: string;
}

/** As somebody at a terminal runs it: a process of its own. */
function samverkan(folder: string, ...argv: string[]): Promise<Outcome> {
	const { PATH, NODE_COMPILE_CACHE } = process.env;
	const env = { PATH, NODE_COMPILE_CACHE, DATA_DIR: folder, ORIGIN: 'https://tavlan.example.se' };
	return new Promise((resolve) =>
		execFile(process.execPath, [CLI, ...argv], { env }, (error, out, err) =>
			resolve({ code: error ? Number(error.code) : 0, out, err })
		)
	);
}

const ANNA = 'Anna Ek <Anna.Ek@kommun.example>';
const tokenIn = (out: string): string => /\/inbjudan\/([\w-]+)/.exec(out)?.[1] ?? '';

/** Looks into the folder between two runs. */
async function look<T>(folder: string, at: (store: Store) => Promise<T>): Promise<T> {
	const store = await openSqliteStore(folder);
	try {
		return await at(store);
	} finally {
		await store.close();
	}
}

describe('npm run samverkan --', () => {
	it('[CL1] skapa --mall lekeberg: a ready samverkan, and a link that makes its first administrator', async () => {
		const folder = tempDir();
		const { code, out, err } = await samverkan(folder, 'skapa', '--mall', 'lekeberg', '--administrator', ANNA);
		expect([code, err]).toEqual([0, '']);
		expect(out).toContain('https://tavlan.example.se/inbjudan/');
		await look(folder, async (store) => {
			const accounts = createAccounts({ store, now: Date.now, random });
			const acceptance = { name: 'Anna Ek', password: 'en lång ramsa om björkar', address: '127.0.0.1' };
			const accepted = await accounts.invites.accept(tokenIn(out), acceptance);
			await accounts.close();
			if (!accepted.ok) throw new Error(accepted.problem.code);
			const lekeberg = await store.organisation.bySlug('lekeberg');
			const actor = await store.organisation.actor(lekeberg!.id, accepted.value);
			expect(actor?.roles).toEqual(['admin']);
			expect(lekeberg?.example).toBe(false);
		});
	});

	it('[CL1] skapa without a template: an empty one with the names it is given', async () => {
		const folder = tempDir();
		const both = ['--kommun', 'Åbo kommun', '--lokalpolisomrade', 'Lokalpolisområde Å'];
		const { code } = await samverkan(folder, 'skapa', ...both, '--administrator', ANNA);
		expect(code).toBe(0);
		await look(folder, async (store) => {
			const [made] = await store.organisation.all();
			expect(made).toMatchObject({ slug: 'abo-kommun', name: 'Åbo kommun' });
			const { parties, funktioner, categories, levels } = await store.organisation.read(made!.id);
			expect([parties.length, funktioner.length, categories.length, levels.length]).toEqual([2, 0, 25, 3]);
		});
	});

	it('names and addresses the samverkan as asked, and says when either is taken', async () => {
		const folder = tempDir();
		const create = (...more: string[]) =>
			samverkan(folder, 'skapa', '--mall', 'orebro', '--administrator', ANNA, ...more);
		expect((await create('--namn', 'Vår samverkan', '--kortnamn', 'var')).code).toBe(0);
		const slugTaken = await create('--namn', 'En annan', '--kortnamn', 'var');
		expect([slugTaken.code, slugTaken.err]).toEqual([1, expect.stringContaining('--kortnamn var-2')]);
		const nameTaken = await create('--namn', 'vår samverkan');
		expect([nameTaken.code, nameTaken.err]).toEqual([1, expect.stringContaining('--namn')]);
		expect((await samverkan(folder, 'lista')).out).toBe('var  Vår samverkan (0 personer, 2 parter)\n');
	});

	it('[CL2] inbjudan: a link with party, function and roles', async () => {
		const folder = tempDir();
		await samverkan(folder, 'skapa', '--mall', 'lekeberg', '--administrator', ANNA);
		const { code, out } = await samverkan(
			folder,
			...['inbjudan', '--samverkan', 'lekeberg', '--till', 'Bo Al <bo@polisen.example>'],
			...[
				'--part',
				'lokalpolisområde örebro',
				'--roll',
				'Sammankallande',
				'--roll',
				'utförare',
				'--funktion',
				'Kommunpolis'
			]
		);
		expect(code).toBe(0);
		await look(folder, async (store) => {
			const accounts = createAccounts({ store, now: Date.now, random });
			const invite = await accounts.invites.read(tokenIn(out));
			await accounts.close();
			const { parties, funktioner } = await store.organisation.read(invite!.samverkan);
			expect(invite).toMatchObject({ email: 'bo@polisen.example', name: 'Bo Al', roles: ['convener', 'performer'] });
			expect(parties.find(({ id }) => id === invite?.party)?.kind).toBe('police');
			expect(funktioner.find(({ id }) => id === invite?.funktion)?.name).toBe('Kommunpolis');
		});
	});

	it.each([
		{ argv: ['skapa', '--mall', 'atlantis', '--administrator', ANNA], says: 'lekeberg, orebro' },
		{ argv: ['skapa', '--mall', 'lekeberg'], says: '--administrator saknas' },
		{ argv: ['skapa', '--mall', 'lekeberg', '--administrator', 'anna'], says: 'namn och e-postadress' },
		{ argv: ['skapa', '--administrator', ANNA], says: '--kommun saknas' },
		{ argv: ['skapa', '--mall', 'lekeberg', '--administrator', ANNA, '--kortnamn', 'Två ord'], says: 'små bokstäver' },
		{ argv: ['inbjudan', '--samverkan', 'x', '--till', ANNA, '--part', 'y', '--roll', 'kung'], says: 'Rollen kung' },
		{ argv: ['riv'], says: 'Kommandot riv finns inte' },
		{ argv: ['skapa', '--okand'], says: '--okand' },
		{ argv: ['lista', 'mer'], says: 'citattecken' }
	])('[CL3] answers 2 and says what is missing: $argv', async ({ argv, says }) => {
		const { code, out, err } = await samverkan(tempDir(), ...argv);
		expect([code, out]).toEqual([2, '']);
		expect(err).toContain(says);
		expect(err).toContain('npm run samverkan -- hjalp');
	});

	it('[CL3] hjalp, and no command at all, tell what there is', async () => {
		for (const argv of [['hjalp'], []]) {
			const { code, out } = await samverkan(tempDir(), ...argv);
			expect(code).toBe(0);
			for (const word of ['skapa', 'inbjudan', 'lista', 'lekeberg, orebro', 'sammankallande'])
				expect(out).toContain(word);
		}
	});

	it('[CL4] says that the server runs when it does, and changes nothing', async () => {
		const folder = tempDir();
		const server = await openStore(folder);
		const { code, err } = await samverkan(folder, 'skapa', '--mall', 'lekeberg', '--administrator', ANNA);
		expect([code, err]).toEqual([1, expect.stringContaining('Servern är igång')]);
		expect(await server.organisation.all()).toEqual([]);
	});

	it('[CL5] mixes nothing real into the example', async () => {
		const folder = tempDir();
		await look(folder, (store) => createDemo({ store, now: Date.now, random }));
		const { code, err } = await samverkan(folder, 'skapa', '--mall', 'lekeberg', '--administrator', ANNA);
		expect([code, err]).toEqual([1, expect.stringContaining('DATA_DIR=')]);
	});

	it('says which samverkan, parties and functions there are when one is not', async () => {
		const folder = tempDir();
		expect((await samverkan(folder, 'lista')).out).toContain('Ingen samverkan');
		await samverkan(folder, 'skapa', '--mall', 'lekeberg', '--administrator', ANNA);
		const invite = (slug: string, party: string, ...more: string[]) =>
			samverkan(folder, 'inbjudan', '--samverkan', slug, '--till', ANNA, '--part', party, '--roll', 'ledning', ...more);
		expect((await invite('x', 'y')).err).toContain('Här finns: lekeberg');
		expect((await invite('lekeberg', 'y')).err).toContain('"Lekebergs kommun"');
		expect((await invite('lekeberg', 'Lekebergs kommun', '--funktion', 'y')).err).toContain('"Säkerhetsstrateg"');
	});
});
