import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { requireRecord } from '#lib/server/seal-page.ts';
import { services } from '#lib/server/services.ts';

/** A sealed week's file. The bytes never change under their tag. */
export const GET: RequestHandler = async (event) => {
	const { document } = await requireRecord(event);
	const { seals, recordFiles } = services();
	const sealed = await seals.read(document.id);
	const file = sealed && sealed !== 'damaged' && recordFiles(sealed).find(({ name }) => name === event.params.file);
	if (!file) error(404, 'Filen finns inte.');
	const etag = `"${file.tag}"`;
	const headers = { etag, 'cache-control': 'private, no-cache' };
	if (event.request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
	const body = (await file.make()) as Uint8Array<ArrayBuffer>;
	const disposition = `attachment; filename="${file.name}"`;
	return new Response(body, { headers: { ...headers, 'content-type': file.type, 'content-disposition': disposition } });
};
