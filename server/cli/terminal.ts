import type { Config } from '../config.ts';
import type { Store } from '../storage/store.ts';

export const EXIT = { done: 0, failed: 1, usage: 2 } as const;

/** What a command line is made of; passed in so that tests need no process. */
export interface Terminal {
	env: Readonly<Record<string, string | undefined>>;
	print(text: string): void;
	complain(text: string): void;
}

/** What each command works with. */
export interface CliParts {
	config: Config;
	store: Store;
	print(text: string): void;
}

/** The command was understood and can not be done; the message says what to do about it. */
export class CliError extends Error {}

/** The command was not understood. */
export class UsageError extends Error {}

/** The option, which this command can not do without. */
export function needed(value: string | undefined, option: string, example: string): string {
	if (value?.trim()) return value.trim();
	throw new UsageError(`--${option} saknas. Till exempel: --${option} ${example}`);
}
