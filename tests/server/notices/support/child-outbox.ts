import { pino } from 'pino';
import { Outbox } from '../../../../server/notices/outbox.ts';
import { openSqliteStore } from '../../../../server/storage/sqlite/open.ts';
import { emptyRecord } from '../../../../src/lib/shared/board/document-record.ts';

/** A process that sends what waits in a folder's store, until it is killed or done. */
const [folder = '', port = '0'] = process.argv.slice(2);
const store = await openSqliteStore(folder);
const from = { name: 'Lägestavlan', address: 'tavlan@ekeby.example' };
const outbox = new Outbox({
	store,
	rooms: { read: () => Promise.resolve(emptyRecord('actions')) },
	mail: { host: '127.0.0.1', port: Number(port), secure: false, login: null, from },
	origin: 'https://tavlan.ekeby.example',
	log: pino({ level: 'silent' }),
	now: Date.now
});
await outbox.start();

/** Its look is over when nothing waits and nothing is on its way. */
async function isDone(): Promise<boolean> {
	const mail = await store.mails.mail('m');
	return mail?.state !== 'queued' && mail?.state !== 'sending';
}

while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 10));
await outbox.close();
await store.close();
