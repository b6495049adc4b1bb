import type { Answer, Job } from './document-maker.ts';
import { makeDocx } from './docx.ts';
import { loadTypst, type SetPdf } from './typst.ts';
import { makeXlsx } from './xlsx.ts';

/** A process of its own: it is slow, native and fed with what people wrote, and may die without anybody noticing. */

let typst: SetPdf | undefined;

async function make(job: Job): Promise<Uint8Array> {
	if (job.format === 'xlsx') return makeXlsx(job.table);
	const { format, composition, createdAt } = job;
	if (format === 'docx') return makeDocx(composition);
	typst ??= loadTypst();
	return typst(composition, createdAt);
}

const send = (answer: Answer): void => void process.send?.(answer);

process.on('message', (job: Job) => {
	make(job).then(
		(bytes) => send({ bytes }),
		(error: unknown) => send({ failure: String((error as Error).message) })
	);
});
// nobody is there to take it
process.on('disconnect', () => process.exit());
