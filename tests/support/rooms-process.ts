/** A server in a process of its own, to be killed: `node rooms-process.ts <folder> <port>`. Says its port when it listens. */
import { serveRooms } from './serve-rooms.ts';

const [, , folder = '', port = '0'] = process.argv;
const server = await serveRooms(folder, { port: Number(port) });
process.stdout.write(`${server.port}\n`);
