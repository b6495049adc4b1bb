import { parseArgs } from 'node:util';
import { sealName, verify, type Verification } from '../boards/verification.ts';
import { verifyLog, type LogVerification } from '../events/verify-log.ts';
import { ConfigError, readConfig } from '../config.ts';
import { openReadOnly, type ReadOnlyStore } from '../storage/sqlite/read-only.ts';
import { EXIT, type Terminal } from './terminal.ts';

const USAGE = `Skriv "npm run verify" för alla samverkan, eller "npm run verify -- --samverkan lekeberg" för en.`;

/** Verifies every chain of seals in the data folder, also while the server runs. 0: all is as it was sealed. */
export async function runVerify(argv: readonly string[], terminal: Terminal): Promise<number> {
	const { complain, env } = terminal;
	try {
		const slug = slugIn(argv);
		if (slug === null) return complained(complain, USAGE, EXIT.usage);
		const { dataDir } = readConfig(env);
		const store = openReadOnly(dataDir);
		if (!store) return complained(complain, `Det finns ingen databas i ${dataDir}.`, EXIT.failed);
		return await verifyIn(store, slug, terminal).finally(() => store.close());
	} catch (error) {
		if (error instanceof ConfigError) return complained(complain, error.message, EXIT.failed);
		return complained(complain, `Databasen går inte att läsa: ${(error as Error).message}`, EXIT.failed);
	}
}

function complained(complain: Terminal['complain'], text: string, code: number): number {
	complain(text);
	return code;
}

/** Empty is all of them; null is not understood. */
function slugIn(argv: readonly string[]): string | null {
	try {
		return parseArgs({ args: [...argv], options: { samverkan: { type: 'string' } } }).values.samverkan ?? '';
	} catch {
		return null;
	}
}

async function verifyIn(store: ReadOnlyStore, slug: string, { print, complain }: Terminal): Promise<number> {
	const all = await store.organisation.all();
	const wanted = slug === '' ? all : all.filter((samverkan) => samverkan.slug === slug);
	if (wanted.length === 0 && slug !== '')
		return complained(
			complain,
			`Det finns ingen samverkan ${slug}. Finns: ${all.map((one) => one.slug).join(', ')}.`,
			EXIT.failed
		);
	let broken = false;
	for (const { id, slug, name } of wanted) {
		const found = await verify(store, id);
		const log = await verifyLog(store.events, id);
		broken ||= found.findings.length > 0 || log.broken !== null;
		print(report(`${name} (${slug})`, found));
		print(logReport('Händelseloggen', log));
	}
	if (slug === '') {
		const log = await verifyLog(store.events, null);
		broken ||= log.broken !== null;
		print(logReport('Installationens händelselogg', log));
	}
	return broken ? EXIT.failed : EXIT.done;
}

function logReport(name: string, { entries, anchor, broken }: LogVerification): string {
	const removed = anchor && `  Poster till och med ${anchor.number} är gallrade enligt beslut ${anchor.decision}.`;
	if (!broken) return [`${name}: ${entries} poster, kedjan stämmer.`, ...(removed ? [removed] : [])].join('\n');
	return [`${name}: kedjan är bruten.`, `  FEL  Post ${broken.number}: ${broken.text}`].join('\n');
}

function report(name: string, { seals, findings, disposed, without }: Verification): string {
	const gone = disposed.map(
		({ week, what, decision }) =>
			`  ${sealName({ week, correction: 0 })}: ${what === 'weeks' ? 'gallrad' : 'redigeringshistoriken gallrad'} enligt beslut ${decision}.`
	);
	const kept = without.map(
		(week) => `  ${sealName({ week, correction: 0 })} fastställdes utan sigill och kan inte verifieras.`
	);
	if (findings.length === 0) return [`${name}: ${seals} sigill, allt stämmer.`, ...gone, ...kept].join('\n');
	const broken = findings.map(({ text }) => `  FEL  ${text}`);
	return [`${name}: ${seals} sigill, ${findings.length} fel.`, ...broken, ...gone, ...kept].join('\n');
}
