/** @hocuspocus/server with its SQLite extension and its own defaults. `node hocuspocus.mjs <file>`; prints its port. */
import { SQLite } from '@hocuspocus/extension-sqlite';
import { Server } from '@hocuspocus/server';

const extensions = [new SQLite({ database: process.argv[2] })];
const server = new Server({ port: 0, address: '127.0.0.1', quiet: true, stopOnSignals: false, extensions });
await server.listen();
process.stdout.write(`port ${server.httpServer.address().port}\n`);
