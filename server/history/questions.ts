interface Question {
	/** How many still wait for the answer. */
	waiting: number;
	answer: Promise<unknown>;
}

/**
 * Questions that are worked on one at a time, in the order they came. One that nobody waits for any more when its turn comes
 * is not worked on; whoever asks what somebody else waits to have asked gets the same answer. What is being worked on is
 * shared with nobody who comes later: more may have been stored by then.
 */
export class Questions {
	readonly #queued = new Map<string, Question>();
	#turn: Promise<unknown> = Promise.resolve();

	/** The same `key` is the same question. Rejects with the signal's reason as soon as it is given up. */
	async ask<T>(key: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
		signal?.throwIfAborted();
		const question = this.#queued.get(key) ?? this.#queue(key, work);
		question.waiting++;
		if (!signal) return (await question.answer) as T;
		const given = Promise.withResolvers<never>();
		const giveUp = () => {
			question.waiting--;
			given.reject(signal.reason as Error);
		};
		signal.addEventListener('abort', giveUp, { once: true });
		try {
			return await Promise.race([question.answer as Promise<T>, given.promise]);
		} finally {
			signal.removeEventListener('abort', giveUp);
		}
	}

	#queue(key: string, work: () => Promise<unknown>): Question {
		const answer = this.#turn.then(() => {
			this.#queued.delete(key);
			return question.waiting > 0 ? work() : undefined;
		});
		const question: Question = { waiting: 0, answer };
		this.#queued.set(key, question);
		this.#turn = answer.catch(() => undefined);
		return question;
	}
}
