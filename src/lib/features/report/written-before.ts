import { EMPTY_FIELDS, type ReportFields } from '../../shared/report/report-fields.ts';

/**
 * What was written and chosen in the server's page before its scripts came: on a bad connection that can be all of it. Read
 * before the page takes the form over; nothing where it is another form, or none.
 */
export function writtenBefore({ id }: ReportFields): Partial<ReportFields> {
	const form = globalThis.document?.querySelector<HTMLFormElement>('form#rapport');
	const data = form && new FormData(form);
	if (data?.get('id') !== id) return {};
	const names = Object.keys(EMPTY_FIELDS) as (keyof typeof EMPTY_FIELDS)[];
	const written = names.flatMap((name) => {
		const value = data.get(name);
		return typeof value === 'string' && value !== '' ? [[name, value]] : [];
	});
	return Object.fromEntries(written) as Partial<ReportFields>;
}
