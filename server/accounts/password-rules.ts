import type { Problem } from '../../src/lib/shared/result.ts';

export type PasswordProblem = Problem<'password-too-short' | 'password-too-long' | 'password-too-common'>;

export const PASSWORD_MIN = 15;
export const PASSWORD_MAX = 256;

/** Folded and without spaces. No word may be made of two others: the pattern below would then try every way to part it. */
const COMMON_WORDS = [
	'lägestavlan',
	'lagestavlan',
	'lägesbild',
	'polisen',
	'polis',
	'kommunen',
	'kommun',
	'samverkan',
	'lösenord',
	'losenord',
	'password',
	'passord',
	'hemligt',
	'hemlig',
	'välkommen',
	'valkommen',
	'welcome',
	'letmein',
	'iloveyou',
	'administrator',
	'administratör',
	'admin',
	'qwerty',
	'sommar',
	'vinter',
	'sverige',
	'monday',
	'måndag',
	'fotboll',
	'football',
	'abc123',
	'monkey',
	'dragon'
];

/** Nothing but listed words, perhaps with a year or a few digits after them. */
const ONLY_COMMON_WORDS = new RegExp(`^(?:${COMMON_WORDS.join('|')})+\\d{0,8}$`);
/** A few characters over and over: aaaa…, 1212…, abcdabcd…. */
const REPEATED = /^(.{1,5}?)\1{2,}$/u;
/** Typed along the keyboard or the alphabet, forwards or backwards. */
const RUNS = [
	'abcdefghijklmnopqrstuvwxyzåäö',
	'0123456789'.repeat(4),
	'qwertyuiopåasdfghjklöäzxcvbnm',
	'1q2w3e4r5t6y7u8i9o0p'
];

const reversed = (text: string) => [...text].reverse().join('');

function isCommon(password: string): boolean {
	const plain = password.toLocaleLowerCase('sv').replace(/[^\p{L}\p{N}]/gu, '');
	if (plain === '' || ONLY_COMMON_WORDS.test(plain) || REPEATED.test(plain)) return true;
	return RUNS.some((run) => run.includes(plain) || reversed(run).includes(plain));
}

/** Length, and not what everybody tries first; never what kinds of characters. Null when it will do. */
export function passwordProblem(password: string): PasswordProblem | null {
	const normalized = password.normalize('NFKC');
	const length = [...normalized].length;
	if (length < PASSWORD_MIN) return { code: 'password-too-short' };
	if (length > PASSWORD_MAX) return { code: 'password-too-long' };
	return isCommon(normalized) ? { code: 'password-too-common' } : null;
}
