import { createServer } from 'node:http';
import { buildWhereNeeded } from './build.ts';
import { ConfigError, readConfig, tellAdapter, type Config } from './config.ts';
import { createApp, type App } from './app.ts';
import { DemoAddressError } from './demo/installation.ts';
import { createListener, type Handler } from './http.ts';
import { DataFolderInUseError } from './storage/errors.ts';
import { printWelcome } from './welcome.ts';

/** Longest wait for open requests at shutdown, in milliseconds; the sockets have been told and flushed by then. */
const SHUTDOWN_PATIENCE = 8_000;

try {
	await start(readConfig());
} catch (error) {
	if (!(error instanceof ConfigError || error instanceof DemoAddressError || error instanceof DataFolderInUseError))
		throw error;
	console.error(`\n${error.message}\n`);
	process.exitCode = 1;
}

async function start(config: Config): Promise<void> {
	buildWhereNeeded();
	const app = await createApp(config);
	const server = createServer(createListener(config, await loadPages(config)));
	app.attach(server, { ownUpgrades: true });
	server.once('error', (error) => void giveUp(app, error));
	server.listen(config.port, config.host, () => void printWelcome(app.services));
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());

	let stopping: Promise<void> | undefined;
	function stop(): Promise<void> {
		return (stopping ??= shutDown());
	}

	async function shutDown(): Promise<void> {
		app.services.log.info({ event: 'stopping' });
		const closed = new Promise((resolve) => server.close(resolve));
		const impatient = setTimeout(() => server.closeAllConnections(), SHUTDOWN_PATIENCE);
		server.closeIdleConnections();
		await app.close();
		server.closeIdleConnections();
		await closed;
		clearTimeout(impatient);
	}
}

/** Loaded after the services are handed over: SvelteKit's hooks may use them at once. */
async function loadPages(config: Config): Promise<Handler> {
	tellAdapter(config);
	const { handler } = (await import(new URL('../build/handler.js', import.meta.url).href)) as { handler: Handler };
	return handler;
}

async function giveUp(app: App, error: Error): Promise<void> {
	const { host, port } = app.services.config;
	const inUse = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
	console.error(
		inUse
			? `\nPort ${port} on ${host} is in use. Stop the other program or choose another: PORT=${port + 1} npm start\n`
			: error
	);
	process.exitCode = 1;
	await app.close();
}
