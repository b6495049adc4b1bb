/** A server in a process of its own, to be killed, and broken where MUTANT says so: `node faulty-process.ts <folder> <port>`. */
import { serveRooms } from '../../support/serve-rooms.ts';
import { mutate, MUTANTS } from './mutants.ts';

const [, , folder = '', port = '0'] = process.argv;
const mutant = MUTANTS.find((name) => name === process.env.MUTANT);
const server = await serveRooms(folder, {
	port: Number(port),
	policy: { retryAfter: 100 },
	broken: () => process.exit(74), // as the application does
	wrap: (store) => (mutant ? mutate(store, mutant) : store)
});
process.stdout.write(`${server.port}\n`);
