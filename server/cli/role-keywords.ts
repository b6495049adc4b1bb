import type { Role } from '../../src/lib/shared/access/roles.ts';
import { UsageError } from './terminal.ts';

/** How roles are written on the command line: without å ä ö, which not every terminal gives. */
export const ROLE_KEYWORDS: Readonly<Record<string, Role>> = {
	rapportor: 'reporter',
	partssamordnare: 'coordinator',
	sammankallande: 'convener',
	utforare: 'performer',
	ledning: 'leader',
	extern: 'external',
	registrator: 'registrar',
	administrator: 'admin'
};

const plain = (text: string): string => text.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

export function roleNamed(word: string): Role {
	const role = Object.hasOwn(ROLE_KEYWORDS, plain(word)) ? ROLE_KEYWORDS[plain(word)] : undefined;
	if (!role) throw new UsageError(`Rollen ${word} finns inte. Välj bland: ${Object.keys(ROLE_KEYWORDS).join(', ')}`);
	return role;
}
