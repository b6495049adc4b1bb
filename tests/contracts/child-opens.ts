// Opens the store, uses it and closes it. Nothing ends the process but having nothing left to do.
import { openSqliteStore } from '../../server/storage/sqlite/open.ts';
import { addWeek } from './builders.ts';

try {
	const store = await openSqliteStore(process.argv[2]!);
	const { id, row } = await addWeek(store);
	await store.journal.append([row(1)]);
	await store.journal.load(id);
	await store.close();
	console.log('closed');
} catch (error) {
	console.log((error as Error).name);
}
