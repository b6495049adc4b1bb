import { expect, test } from 'vitest';
import { Questions } from '../../../server/history/questions.ts';

/** Work that ends when it is told to, and what was worked on. */
function makeWork() {
	const begun: string[] = [];
	const ends = new Map<string, (value: string) => void>();
	const work = (name: string) => () => {
		begun.push(name);
		return new Promise<string>((resolve) => ends.set(name, resolve));
	};
	return { begun, work, end: (name: string) => ends.get(name)!(`${name} answered`) };
}

const turns = () => new Promise((resolve) => setImmediate(resolve));

test('[HI12] one question is worked on at a time, in the order they came', async () => {
	const questions = new Questions();
	const { begun, work, end } = makeWork();
	const [first, second] = [questions.ask('a', work('a')), questions.ask('b', work('b'))];
	await turns();
	expect(begun).toEqual(['a']);
	end('a');
	expect(await first).toBe('a answered');
	await turns();
	expect(begun).toEqual(['a', 'b']);
	end('b');
	expect(await second).toBe('b answered');
});

test('[HI12] a question that was given up before its turn is never worked on, and one that fails holds up no other', async () => {
	const questions = new Questions();
	const { begun, work, end } = makeWork();
	const first = questions.ask('a', work('a'));
	const gone = new AbortController();
	const second = questions.ask('b', work('b'), gone.signal);
	const third = questions.ask('c', () => Promise.reject(new Error('Not today')));
	const fourth = questions.ask('d', work('d'));
	await turns();
	gone.abort(new Error('Gone'));
	await expect(second).rejects.toThrow('Gone');
	end('a');
	await first;
	await expect(third).rejects.toThrow('Not today');
	await turns();
	end('d');
	expect(await fourth).toBe('d answered');
	expect(begun).toEqual(['a', 'd']);
	await expect(questions.ask('e', work('e'), gone.signal)).rejects.toThrow('Gone');
	expect(begun).toEqual(['a', 'd']);
});

test('[HI12] equal questions that wait are answered once, as long as anybody waits; one that is begun is asked anew', async () => {
	const questions = new Questions();
	const { begun, work, end } = makeWork();
	const first = questions.ask('a', work('a'));
	await turns();
	const gone = new AbortController();
	const given = questions.ask('a', work('a again'), gone.signal);
	const shared = questions.ask('a', work('a a third time'));
	gone.abort();
	await expect(given).rejects.toThrow();
	end('a');
	expect(await first).toBe('a answered');
	await turns();
	end('a again');
	expect(await shared).toBe('a again answered');
	expect(begun).toEqual(['a', 'a again']);
});
