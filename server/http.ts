import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLoopback, type Config } from './config.ts';

/** What watches the server asks by whatever address it has. */
const FOR_MACHINES = ['/healthz', '/metrics'];

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * SvelteKit's handler behind a check of the Host header: pages, links and cookies belong to one origin. On this machine
 * the other loopback names lead to it; any other host is misdirected.
 */
export function createListener(config: Config, pages: Handler): Handler {
	const { host, hostname } = new URL(config.origin);
	const local = isLoopback(bare(hostname));
	return (request, response) => {
		const asked = (request.headers.host ?? '').toLowerCase();
		if (asked === host || FOR_MACHINES.includes(request.url ?? '')) return pages(request, response);
		if (local && isLoopback(bare(asked.replace(/:\d+$/, '')))) return redirect(response, config.origin + request.url);
		response
			.writeHead(421, { 'content-type': 'text/plain; charset=utf-8' })
			.end('Den här adressen hör inte till tavlan.\n');
	};
}

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

function redirect(response: ServerResponse, to: string): void {
	response.writeHead(308, { location: to }).end();
}
