import type { Server } from 'node:http';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';
import type * as appModule from './app.ts';
import type * as configModule from './config.ts';
import type * as welcomeModule from './welcome.ts';

/**
 * In `vite dev`, runs the same services and WebSocket endpoints on Vite's own HTTP server. Loads them by computed URLs:
 * Vite bundles its config file with what that imports, and a plain import would make a second copy of all state.
 */
export function devServer(): Plugin {
	return {
		name: 'lagestavlan-dev-server',
		apply: 'serve',
		async configureServer(vite) {
			const { httpServer } = vite;
			if (!httpServer || process.env.VITEST) return;
			const { readConfig } = await load<typeof configModule>('config.ts');
			const { createApp } = await load<typeof appModule>('app.ts');
			const { printWelcome } = await load<typeof welcomeModule>('welcome.ts');
			const config = readConfig({
				...process.env,
				NODE_ENV: 'development',
				PORT: String(vite.config.server.port ?? 5173)
			});
			const app = await createApp(config);
			app.attach(httpServer as Server, { ownUpgrades: false });
			httpServer.once('listening', () => void printWelcome(app.services));
			httpServer.once('close', () => void app.close());
		}
	};
}

const load = <Module>(file: string): Promise<Module> =>
	import(pathToFileURL(resolve('server', file)).href) as Promise<Module>;
