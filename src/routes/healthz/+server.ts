import { json } from '@sveltejs/kit';
import { services } from '#lib/server/services.ts';

/** For the machine that watches: writes a row and reads it back, so that a full or broken disk is seen. */
export async function GET() {
	const { store, rooms, log } = services();
	try {
		await store.probe();
	} catch (err) {
		log.error({ event: 'probe-failed', err });
		return json({ status: 'cannot-store' }, { status: 503 });
	}
	const status = rooms.cannotStore ? 'cannot-store' : 'ok';
	return json({ status, rooms: rooms.size }, { status: rooms.cannotStore ? 503 : 200 });
}
