import type { Hit } from '../shared/search/hit.ts';
import type { NamedHit } from '../shared/search/named.ts';

interface Answer {
	hits: readonly Hit[];
	named: readonly NamedHit[];
}

const NOTHING: Answer = { hits: [], named: [] };
/** Milliseconds after the last letter. */
const ASK_AFTER = 120;

/** What the server finds for the words in a box, while they are written. The last question's answer alone is shown. */
export class SearchAnswers {
	#answer = $state.raw<Answer>(NOTHING);
	#isAsking = $state(false);
	#hasFailed = $state(false);
	#timer: ReturnType<typeof setTimeout> | undefined;
	#asked: AbortController | null = null;

	get hits(): readonly Hit[] {
		return this.#answer.hits;
	}
	get named(): readonly NamedHit[] {
		return this.#answer.named;
	}
	get isAsking(): boolean {
		return this.#isAsking;
	}
	/** The server did not answer: no network, or logged out. */
	get hasFailed(): boolean {
		return this.#hasFailed;
	}

	ask(text: string): void {
		this.close();
		this.#isAsking = text.trim() !== '';
		if (!this.#isAsking) return this.#show(NOTHING);
		this.#timer = setTimeout(() => void this.#fetch(text), ASK_AFTER);
	}

	close(): void {
		clearTimeout(this.#timer);
		this.#asked?.abort();
		this.#asked = null;
	}

	async #fetch(text: string): Promise<void> {
		const asked = (this.#asked = new AbortController());
		try {
			const response = await fetch(`/sok/svar?q=${encodeURIComponent(text)}`, { signal: asked.signal });
			if (!response.ok) throw new Error(`The search answered ${response.status}`);
			const answer = (await response.json()) as Answer;
			if (this.#asked === asked) this.#show(answer);
		} catch {
			if (this.#asked === asked) this.#show(NOTHING, true);
		}
	}

	#show(answer: Answer, failed = false): void {
		this.#answer = answer;
		this.#isAsking = false;
		this.#hasFailed = failed;
	}
}
