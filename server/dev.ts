import type { Server } from 'node:http';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';
import type * as appModule from './app.ts';
import type * as badNetworkModule from './bad-network.ts';
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
			await spoil(app, httpServer as Server);
			app.attach(httpServer as Server, { ownUpgrades: false });
			httpServer.once('listening', () => void printWelcome(app.services));
			httpServer.once('close', () => void app.close());
		}
	};
}

/** `npm run dev:slow`, `npm run dev:flaky`. */
async function spoil({ services }: appModule.App, server: Server): Promise<void> {
	const { BAD_NETWORKS, spoilJournal, spoilNetwork } = await load<typeof badNetworkModule>('bad-network.ts');
	const name = process.env.NETWORK as keyof typeof BAD_NETWORKS | undefined;
	if (!name) return;
	if (!Object.hasOwn(BAD_NETWORKS, name)) throw new Error(`NETWORK is ${Object.keys(BAD_NETWORKS).join(' or ')}`);
	spoilNetwork(server, ['/sync/', '/live/'], BAD_NETWORKS[name]);
	spoilJournal(services.store.journal, BAD_NETWORKS[name]);
	services.log.warn({ event: 'bad-network', name }, 'lines and disk are made bad on purpose');
}

const load = <Module>(file: string): Promise<Module> =>
	import(pathToFileURL(resolve('server', file)).href) as Promise<Module>;
