import type { IncomingMessage } from 'node:http';
import type { Config } from '../config.ts';

/**
 * Browsers send cookies with a WebSocket from any page, and SameSite does not tell sibling hosts of a municipality
 * apart: only pages of our own origin may connect. In development the page may be at another port or name.
 */
export function isOwnOrigin({ headers }: IncomingMessage, config: Pick<Config, 'origin' | 'mode'>): boolean {
	const { origin, host } = headers;
	if (origin === undefined) return false;
	return origin === config.origin || (config.mode === 'development' && origin === `http://${host}`);
}
