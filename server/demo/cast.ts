import { demoLogins } from './logins.ts';

/** People of the example: functions, not names. Those without a log-in are there as authors and on the board. */
export interface CastMember {
	key: string;
	name: string;
	email: string;
	/** Null for somebody whom nobody logs in as. */
	password: string | null;
}

const silent = (key: string, name: string): CastMember => ({
	key,
	name: `${name} (exempel)`,
	email: `${key}@roll.example`,
	password: null
});

export const CAST: readonly CastMember[] = [
	...demoLogins.map(({ key, name, email, password }) => ({ key, name, email, password })),
	silent('patrol', 'Områdespolis'),
	silent('school', 'Skola'),
	silent('youth', 'Fältassistent'),
	silent('landlord', 'Fastighetsvärd'),
	silent('guards', 'Gruppledare, väktare'),
	silent('rescue', 'Räddningstjänst'),
	silent('transit', 'Trygghetsvärd'),
	silent('shops', 'Centrumvärd'),
	silent('walkers', 'Nattvandrare')
];
