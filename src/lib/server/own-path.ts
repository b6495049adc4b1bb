/**
 * Where to go after logging in: a path of our own, or the front page. `//evil.example` and `/\evil.example` look like paths
 * and are other sites to a browser, so what a URL parser makes of it decides.
 */
export function ownPath(asked: string | null | undefined, origin: string): string {
	if (!asked?.startsWith('/')) return '/';
	const url = URL.parse(asked, origin);
	return url && url.origin === origin ? url.pathname + url.search : '/';
}
