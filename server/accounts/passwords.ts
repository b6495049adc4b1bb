import { argon2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { RandomBytes } from '../../src/lib/shared/ids.ts';

interface Cost {
	/** KiB. */
	memory: number;
	passes: number;
	parallelism: number;
}

/** OWASP's for argon2id; about 30 ms on a thread of the pool. */
const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const TAG_BYTES = 32;

const derive = promisify(argon2);
const unpadded = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replaceAll('=', '');

/** One and the same å, whichever way a keyboard wrote it. */
const normalized = (password: string) => password.normalize('NFKC');

function tag(password: string, nonce: Uint8Array, cost: Cost, tagLength: number): Promise<Buffer> {
	return derive('argon2id', { message: normalized(password), nonce, tagLength, ...cost }) as Promise<Buffer>;
}

/** As a PHC string: `$argon2id$v=19$m=19456,t=2,p=1$salt$tag`. */
export async function hashPassword(password: string, random: RandomBytes): Promise<string> {
	const salt = random(SALT_BYTES);
	const { memory, passes, parallelism } = COST;
	const settings = `m=${memory},t=${passes},p=${parallelism}`;
	return `$argon2id$v=19$${settings}$${unpadded(salt)}$${unpadded(await tag(password, salt, COST, TAG_BYTES))}`;
}

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

function parse(hash: string) {
	const [, memory, passes, parallelism, salt = '', expected = ''] = PHC.exec(hash) ?? [];
	if (!memory) throw new Error('A stored password hash is not argon2id');
	const cost: Cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
	return { cost, salt: Buffer.from(salt, 'base64'), expected: Buffer.from(expected, 'base64') };
}

export async function verifyPassword(hash: string, password: string): Promise<boolean> {
	const { cost, salt, expected } = parse(hash);
	return timingSafeEqual(await tag(password, salt, cost, expected.length), expected);
}

/** Made with less than today's cost: to be made anew at the next sign-in, when the password is at hand. */
export function isWeaker(hash: string): boolean {
	const { memory, passes, parallelism } = parse(hash).cost;
	return memory < COST.memory || passes < COST.passes || parallelism < COST.parallelism;
}
