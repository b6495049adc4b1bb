import type { parseArgs } from 'node:util';

/** What follows a command, as `node:util` wants it told. */
export const OPTIONS = {
	mall: { type: 'string' },
	namn: { type: 'string' },
	kortnamn: { type: 'string' },
	kommun: { type: 'string' },
	lokalpolisomrade: { type: 'string' },
	administrator: { type: 'string' },
	samverkan: { type: 'string' },
	till: { type: 'string' },
	part: { type: 'string' },
	funktion: { type: 'string' },
	roll: { type: 'string', multiple: true },
	hjalp: { type: 'boolean', short: 'h' }
} as const;

export type CliOptions = ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>['values'];
