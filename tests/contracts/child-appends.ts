// Appends one row after the other and says each sequence when its append has resolved; goes on until it is killed or
// an append fails, and then says what is kept.
import { openSqliteStore } from '../../server/storage/sqlite/open.ts';
import { addWeek } from './builders.ts';

const store = await openSqliteStore(process.argv[2]!);
const { id, row } = await addWeek(store);
const update = new Uint8Array(Number(process.argv[3] ?? 100));
console.log(id);

for (;;) {
	try {
		console.log(await store.journal.append([row(1, { update })]));
	} catch (error) {
		console.log((error as Error).name);
		break;
	}
}
const { tail } = await store.journal.load(id);
console.log(tail.at(-1)?.sequence);
process.exit(0);
