import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { problemText } from '#lib/features/account/problem-text.ts';
import { logExport } from '#lib/server/log-view.ts';
import { contentDisposition, filesOf } from '#lib/server/record-file.ts';
import { requireRecord } from '#lib/server/seal-page.ts';
import { services } from '#lib/server/services.ts';

/** A sealed week's file, for those who may read the record. Nothing of it stays in a cache. */
export const GET: RequestHandler = async (event) => {
	const asked = await requireRecord(event);
	const sealed = await services().seals.read(asked.document.id);
	if (sealed === null) error(404, 'Veckan är inte fastställd. Filerna görs av den fastställda lägesbilden.');
	if (sealed === 'damaged')
		error(404, 'Den fastställda lägesbilden är skadad i databasen. Se Kontroll på protokollet.');
	const file = (await filesOf(asked, sealed)).find(({ name }) => name === event.params.file);
	if (!file) error(404, 'Filen finns inte. Se protokollets lista över filer.');
	const made = await file.make();
	if (!made.ok) error(503, problemText(made.problem));
	await logExport(asked.actor, { week: asked.document.week, page: 'protokoll', did: file.name, format: file.format });
	return new Response(made.value as Uint8Array<ArrayBuffer>, {
		headers: {
			'cache-control': 'private, no-store',
			'content-type': file.type,
			'content-length': String(made.value.length),
			'content-disposition': contentDisposition(file),
			'x-content-type-options': 'nosniff'
		}
	});
};
