import { parseArgs } from 'node:util';
import { hasBlockedNumber } from '../../src/lib/shared/privacy/blocked-numbers.ts';
import { ConfigError, readConfig } from '../config.ts';
import { DatabaseDamagedError, DataFolderInUseError, NewerDatabaseError } from '../storage/errors.ts';
import { openSqliteStore } from '../storage/sqlite/open.ts';
import { createSamverkan } from './create-samverkan.ts';
import { HELP } from './help.ts';
import { inviteSomebody } from './invite-somebody.ts';
import { listSamverkan } from './list-samverkan.ts';
import { OPTIONS, type CliOptions } from './options.ts';
import { CliError, EXIT, UsageError, type CliParts, type Terminal } from './terminal.ts';

const COMMANDS: Record<string, (parts: CliParts, options: CliOptions) => Promise<void>> = {
	skapa: createSamverkan,
	lista: listSamverkan,
	inbjudan: inviteSomebody
};

function parse(argv: readonly string[]) {
	try {
		const { positionals, values } = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
		return { command: positionals[0] ?? 'hjalp', extra: positionals.slice(1), options: values };
	} catch (error) {
		throw new UsageError(unknownOption(error));
	}
}

/** Node's own message is in English and speaks of `--`. */
function unknownOption(error: unknown): string {
	const option = /'(--?[^\s']+)/.exec((error as Error).message)?.[1];
	return option ? `${option} går inte att använda så.` : 'Kommandot gick inte att tolka.';
}

/** Runs one command and answers its exit code: 0 done, 1 could not be done, 2 was not understood. */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<number> {
	try {
		if (argv.some((given) => hasBlockedNumber(given)))
			throw new CliError('Personnummer sparas aldrig. Ta bort siffrorna.');
		const { command, extra, options } = parse(argv);
		if (command === 'hjalp' || options.hjalp) return say(terminal, HELP);
		const run = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
		if (!run) throw new UsageError(`Kommandot ${command} finns inte.`);
		if (extra.length > 0)
			throw new UsageError(`Jag förstår inte "${extra.join(' ')}". Sätt text med mellanslag inom citattecken.`);
		await withStore(terminal, (parts) => run(parts, options));
		return EXIT.done;
	} catch (error) {
		return explain(terminal, error);
	}
}

function say(terminal: Terminal, text: string): number {
	terminal.print(text);
	return EXIT.done;
}

async function withStore({ env, print }: Terminal, run: (parts: CliParts) => Promise<void>): Promise<void> {
	const config = readConfig(env);
	const store = await openSqliteStore(config.dataDir);
	try {
		await run({ config, store, print });
	} finally {
		await store.close();
	}
}

function explain({ complain }: Terminal, error: unknown): number {
	if (error instanceof UsageError) {
		complain(`${error.message}\nSkriv "npm run samverkan -- hjalp" för att se vad som går att göra.`);
		return EXIT.usage;
	}
	if (error instanceof CliError) complain(error.message);
	else if (error instanceof DataFolderInUseError)
		complain(
			'Servern är igång med samma datamapp. Stoppa den (Ctrl+C) och kör kommandot igen, ' +
				'eller gör samma sak på sidan Inställningar medan den är igång.'
		);
	else if (error instanceof ConfigError || error instanceof NewerDatabaseError || error instanceof DatabaseDamagedError)
		complain(error.message);
	else throw error;
	return EXIT.failed;
}
