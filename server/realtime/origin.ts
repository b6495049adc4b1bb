import type { IncomingMessage } from 'node:http';

/** Where the site is, as browsers see it. */
export interface Site {
	/** Without a slash at the end: `https://tavlan.example.se`. */
	origin: string;
	mode: 'production' | 'development';
}

/**
 * Browsers send cookies with a WebSocket from any page, and SameSite does not tell sibling hosts of a municipality
 * apart: only pages of our own origin may connect. In development the page may be at another port or name.
 */
export function isOwnOrigin({ headers }: IncomingMessage, site: Site): boolean {
	const { origin, host } = headers;
	if (origin === undefined) return false;
	return origin === site.origin || (site.mode === 'development' && origin === `http://${host}`);
}
