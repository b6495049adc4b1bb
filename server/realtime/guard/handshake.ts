import type { Server } from 'node:http';
import { HEADERS_MS, MAX_HEADERS } from '../../../src/lib/shared/protocol/limits.ts';

/**
 * What somebody may take of us before we know who they are. Node keeps to 16 KiB of headers by itself; a socket that
 * says nothing, or its headers a letter at a time, is closed by this.
 */
export function boundHandshake(server: Server, within = HEADERS_MS) {
	server.headersTimeout = within;
	server.maxHeadersCount = MAX_HEADERS;
}
