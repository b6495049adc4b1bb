import { services } from './services.ts';
import type { WeekAsked } from './seal-page.ts';
import type { SealedWeek } from '../../../server/boards/read-seals.ts';
import type { RecordFile } from '../../../server/documents/record-files.ts';

export type { RecordFile, SealedWeek };

/** The files of the week, from what is sealed and approved and nothing else. */
export async function filesOf({ document }: Pick<WeekAsked, 'document'>, sealed: SealedWeek): Promise<RecordFile[]> {
	const { seals, recordFiles } = services();
	return recordFiles({ ...sealed, summary: await seals.summaries.approved(document.id) });
}

/** Of those that could be made, by name. */
export async function sizesOf(files: readonly RecordFile[]): Promise<Record<string, number>> {
	const sizes: Record<string, number> = {};
	for (const { name, make } of files) {
		const made = await make().catch(() => null);
		if (made?.ok) sizes[name] = made.value.length;
	}
	return sizes;
}

/** RFC 6266, with the name twice: in letters that every program reads, and as it is spelt. */
export function contentDisposition({ name, savedAs, format }: Pick<RecordFile, 'name' | 'savedAs' | 'format'>): string {
	const how = format === 'PDF' ? 'inline' : 'attachment';
	return `${how}; filename="${name}"; filename*=UTF-8''${encoded(fileName(savedAs))}`;
}

/** Without what a file system or a program could stumble over. */
const fileName = (name: string): string =>
	name
		.toWellFormed()
		.replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]+/gu, ' ')
		.slice(0, 120);

/** RFC 5987: `encodeURIComponent` leaves a few that must not stand there. */
const encoded = (name: string): string =>
	encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
