import { createHash } from 'node:crypto';
import type { RandomBytes } from '../../src/lib/shared/ids.ts';

/** 256 random bits, safe in addresses and cookies. */
export const newToken = (random: RandomBytes): string => Buffer.from(random(32)).toString('base64url');

/** What is stored of a token. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
