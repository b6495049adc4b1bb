import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bindingFor, hasTypst } from '../../../server/documents/typst.ts';
import { createRecordFiles } from '../../../server/documents/record-files.ts';
import { problemText } from '../../../src/lib/features/account/problem-text.ts';
import { composeLagesbild } from '../../../src/lib/shared/seal/compose-lagesbild.ts';
import { waitFor } from '../../support/wait-for.ts';
import { buildRecord, buildSource, startMaker } from './support.ts';

const small = composeLagesbild(buildRecord(), { sha256: 'a'.repeat(64), corrections: [] });
/** Takes the best part of a second, so that there is a middle of it. */
const large = { ...small, blocks: Array.from({ length: 400 }, () => small.blocks).flat() };
const AT = '2026-11-26T09:00:00.000Z';

const exists = (pid: number): boolean => {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
};

describe('the process that makes documents', () => {
	test('[DC12] makes the next one although it was killed in the middle of one', async () => {
		const { maker, complaints } = startMaker();
		const first = maker.make('pdf', large, AT);
		const next = maker.make('pdf', small, AT);
		await waitFor(() => maker.pid !== undefined, 'a process');
		process.kill(maker.pid!, 'SIGKILL');
		expect(await first).toEqual({ ok: false, problem: { code: 'document-failed' } });
		expect(await next).toMatchObject({ ok: true });
		expect(complaints).toMatchObject([{ event: 'document-failed', reason: 'the process ended' }]);
	});

	test('[DC12] is ended when it hangs', async () => {
		const { maker, complaints } = startMaker({ patience: 300 });
		const made = maker.make('pdf', large, AT);
		await waitFor(() => maker.pid !== undefined, 'a process');
		const stopped = maker.pid!;
		process.kill(stopped, 'SIGSTOP');
		expect(await made).toEqual({ ok: false, problem: { code: 'document-failed' } });
		await waitFor(() => !exists(stopped), 'the stopped process to be gone');
		expect(complaints).toMatchObject([{ reason: 'not made in 300 ms' }]);
	});

	test('[DC12] is ended when it wants too much memory', async () => {
		const { maker, complaints } = startMaker({ memory: 1 });
		expect(await maker.make('pdf', large, AT)).toMatchObject({ problem: { code: 'document-failed' } });
		expect(complaints[0]?.reason).toMatch(/^wants \d+ bytes of memory$/);
	});

	test('[DC12] is one, with one document at a time; who comes when many wait is told so', async () => {
		const { maker } = startMaker({ queue: 2 });
		const made = [1, 2, 3].map(() => maker.make('docx', small, AT));
		expect(await Promise.all(made)).toMatchObject([{ ok: true }, { ok: true }, { problem: { code: 'document-busy' } }]);
		expect(await maker.make('docx', small, AT)).toMatchObject({ ok: true });
	});

	test('[DC12] goes when there is nothing to do, and when the server closes', async () => {
		const { maker } = startMaker({ idle: 1 });
		await maker.make('docx', small, AT);
		await waitFor(() => maker.pid === undefined, 'no process');
		const busy = maker.make('pdf', large, AT);
		await waitFor(() => maker.pid !== undefined, 'a process');
		const pid = maker.pid!;
		await maker.close();
		expect(await busy).toMatchObject({ ok: false });
		await waitFor(() => !exists(pid), 'the process to be gone');
		expect(await maker.make('docx', small, AT)).toMatchObject({ problem: { code: 'document-busy' } });
	});

	test('[DC12] says nothing in the log of what people wrote when a document can not be made', async () => {
		const { maker, complaints } = startMaker();
		const broken = {
			...small,
			blocks: [
				{ is: 'text', text: 'Hemligt' },
				{ is: 'heading', level: 0, text: 'Hemligt' }
			]
		};
		expect(await maker.make('pdf', broken as never, AT)).toMatchObject({ ok: false });
		expect(complaints).toHaveLength(1);
		expect(JSON.stringify(complaints)).not.toContain('Hemligt');
		expect(await maker.make('pdf', small, AT)).toMatchObject({ ok: true });
	});
});

describe('a server without Typst', () => {
	test('[DC13] is one whose platform has no binary', () => {
		const linux = { platform: 'linux', arch: 'x64' };
		expect(bindingFor({ ...linux, glibc: true })).toMatch(/-gnu$/);
		expect(bindingFor({ ...linux, glibc: false })).toMatch(/-musl$/);
		for (const other of [{ arch: 'arm64' }, { platform: 'darwin' }, { platform: 'win32' }])
			expect(hasTypst({ ...linux, ...other, glibc: false })).toBe(false);
		expect(hasTypst({ ...linux, glibc: process.platform === 'linux' })).toBe(true);
	});

	test('[DC13] says that it makes no PDF and that there is a Word file, and makes that', async () => {
		const { maker } = startMaker({}, false);
		const files = createRecordFiles(maker)(buildSource());
		const [pdf, word] = ['lagesbild.pdf', 'lagesbild.docx'].map((name) => files.find((file) => file.name === name)!);
		expect(pdf?.problem).toEqual({ code: 'pdf-unavailable' });
		expect(await pdf?.make()).toEqual({ ok: false, problem: { code: 'pdf-unavailable' } });
		expect(problemText({ code: 'pdf-unavailable' })).toMatch(
			/^PDF går inte att göra på den här servern\. Hämta Word-filen/
		);
		expect(word?.problem).toBeNull();
		expect(await word?.make()).toMatchObject({ ok: true });
	});
});

test('[DC13] the files that Typst needs lie in the program’s own folder, and it looks nowhere else', () => {
	const folder = new URL('../../../server/documents/', import.meta.url);
	const template = readFileSync(new URL('document.typ', folder), 'utf8');
	expect(template).not.toMatch(/#?(import|include|read|image)\b\s*\(?"/);
	expect(readdirSync(new URL('fonts/', folder))).toEqual(
		expect.arrayContaining(['Inter-Bold.ttf', 'Inter-Regular.ttf', 'Inter-SemiBold.ttf', 'LICENSE'])
	);
});
