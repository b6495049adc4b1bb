import {
	captureLines,
	KIND_WORDS,
	readCapture,
	type Answer,
	type Capture,
	type CaptureKind,
	type Token
} from '../../shared/meeting/capture.ts';
import type { Board } from '../../state/board.svelte.ts';
import type { Notices } from '../../ui/notices.svelte.ts';
import {
	CAPTURE_PROBLEM_WORDS,
	publishCapture,
	takeBack,
	type CapturePlace,
	type Published
} from './publish-capture.ts';

/** Milliseconds in which the rail offers to take it back. */
const UNDO_FOR = 5_000;

/** Where the words are kept while they are written: `KeptDraft`. */
interface Draft {
	text: string;
}

interface Parts {
	board: Board;
	draft: Draft;
	notices: Notices;
	place: () => CapturePlace;
	say: (words: string) => void;
}

/** The capture line at work: what it reads, what it asks, what it publishes. It lets go of words only once they are on the board. */
export class CaptureBox {
	readonly #parts: Parts;
	#kind = $state<CaptureKind | null>(null);
	#answers = $state.raw<ReadonlyMap<string, Answer>>(new Map());
	#unlinked = $state<string | null>(null);
	#problem = $state<string | null>(null);

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** The line at hand. */
	get text(): string {
		return this.#lines[0] ?? '';
	}
	set text(text: string) {
		this.#lines = [text, ...this.#lines.slice(1)];
		this.#problem = null;
	}
	/** Pasted lines that could not become anything by themselves: they come into the line one after the other. */
	get waiting(): number {
		return Math.max(0, this.#lines.length - 1);
	}
	get #lines(): string[] {
		return this.#parts.draft.text.split('\n');
	}
	set #lines(lines: readonly string[]) {
		this.#parts.draft.text = lines.join('\n');
	}
	/** Set by a key or its button, until a line says another. */
	get kind(): CaptureKind | null {
		return this.#kind;
	}
	set kind(kind: CaptureKind | null) {
		this.#kind = kind;
	}
	get problem(): string | null {
		return this.#problem;
	}
	readonly capture: Capture = $derived.by(() => this.#read(this.text));

	/** What the line is about, unless the writer has said that it is not. */
	get place(): CapturePlace {
		const place = this.#parts.place();
		return place.link?.id === this.#unlinked && this.#unlinked !== null ? { ...place, link: null } : place;
	}
	unlink(): void {
		this.#unlinked = this.#parts.place().link?.id ?? null;
	}

	answer(token: Token, answer: Answer): void {
		this.#answers = new Map([...this.#answers, [token.key, answer]]);
		this.#problem = null;
	}

	/** Enter. Null when nothing is left to ask; else the token that must be answered first. */
	publish(): Token | null {
		const { capture } = this;
		const made = this.#publish(capture);
		if (!made) return capture.tokens.find(({ state }) => state === 'ambiguous') ?? null;
		const line = this.text;
		this.#forget();
		this.#tell([{ line, made }]);
		return null;
	}

	/** Several lines become several items; those that could not become one are left in the line, one after the other. */
	paste(pasted: string): boolean {
		const lines = captureLines(pasted);
		if (lines.length < 2) return false;
		const done: { line: string; made: Published }[] = [];
		const left: string[] = [];
		for (const line of lines) {
			const made = this.#publish(this.#read(line));
			if (made) done.push({ line, made });
			else left.push(line);
		}
		this.#lines = [this.text, ...left, ...this.#lines.slice(1)].filter((line, index) => index > 0 || line !== '');
		if (done.length > 0) this.#tell(done);
		return true;
	}

	#read(line: string): Capture {
		const { board } = this.#parts;
		const { organisation, today } = board.page;
		const { meetingWeekday, cadenceDays } = organisation.samverkan;
		const dates = { today, meetingWeekday, cadenceDays };
		return readCapture(line, { organisation, dates, kind: this.#kind, answers: this.#answers });
	}

	#publish(capture: Capture): Published | null {
		const published = publishCapture(this.#parts.board, capture, this.place);
		if (published.ok) return published.value;
		this.#problem = CAPTURE_PROBLEM_WORDS[published.problem.code];
		if (capture.kind === null) this.#problem = 'Välj vad det är: åtgärd, beslut, läge, notering eller parkerat.';
		this.#parts.say(this.#problem);
		return null;
	}

	#forget() {
		this.#lines = this.#lines.slice(1);
		this.#answers = new Map();
		this.#unlinked = null;
		this.#problem = null;
		this.#kind = null;
	}

	#tell(done: readonly { line: string; made: Published }[]) {
		const first = done[0]!.made;
		const words = done.length === 1 ? `${KIND_WORDS[first.kind]}: ${first.text}` : `${done.length} rader fångade`;
		this.#parts.notices.show(words, {
			stayMs: UNDO_FOR,
			action: { label: 'Ångra', run: () => this.#takeBack(done) }
		});
	}

	/** Off the board again, and back in the line where there is room for it. */
	#takeBack(done: readonly { line: string; made: Published }[]) {
		for (const { made } of done) takeBack(this.#parts.board, made);
		if (done.length === 1 && this.text === '') this.text = done[0]!.line;
		this.#parts.say('Ångrat');
	}
}
