import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { DocumentId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { Organisation } from '../../src/lib/shared/organisation.ts';
import {
	answerMark,
	openWarnings,
	unansweredWarnings,
	type PrivacyFacts,
	type PrivateText,
	type Unanswered
} from '../../src/lib/shared/privacy/answers.ts';
import type { WarnedKind } from '../../src/lib/shared/privacy/findings.ts';
import { scan } from '../../src/lib/shared/privacy/personal-data.ts';
import { fail, ok, type Result } from '../../src/lib/shared/result.ts';
import { localDay } from '../../src/lib/shared/week/iso-week.ts';
import type { Store } from '../storage/store.ts';

/** A warning and what somebody answers: the text is looked at, and never kept. */
export interface Answer extends PrivateText {
	document: DocumentId | null;
	kind: WarnedKind;
	reason: string;
}

export type PrivacyProblem = 'nothing-to-answer' | 'reason-names-somebody' | 'word-is-there' | 'word-is-number';

interface Parts {
	store: Pick<Store, 'installation' | 'organisation' | 'privacy'>;
	now: () => number;
	random: (length: number) => Uint8Array;
}

/** Fritextskydd of the samverkan: its own words, what was answered for, and what is left to answer. */
export class PrivacyDesk {
	readonly #parts: Parts;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** What its members' browsers and the seal judge texts by. */
	async facts(samverkan: SamverkanId): Promise<PrivacyFacts> {
		return this.factsOf(await this.#parts.store.organisation.read(samverkan));
	}

	/** The same where the organisation has been read already. */
	async factsOf(organisation: Organisation): Promise<PrivacyFacts> {
		const { privacy } = this.#parts.store;
		const samverkan = organisation.samverkan.id;
		const own = (await privacy.words(samverkan)).filter(({ removed }) => !removed).map(({ word }) => word);
		const allow = [...own, ...namesIn(organisation)];
		return { allow, key: await this.#key(samverkan), answered: await privacy.marks(samverkan) };
	}

	/** What nobody has answered for in these texts: nothing of it may be shared. */
	async unansweredWarnings(samverkan: SamverkanId, texts: readonly PrivateText[]): Promise<Unanswered[]> {
		return unansweredWarnings(texts, await this.facts(samverkan), this.#today());
	}

	/** Keeps that somebody says why what was warned of has to stand there. */
	async answer(actor: Actor, { document, record, field, kind, text, reason }: Answer): Promise<Result<number>> {
		const facts = await this.facts(actor.samverkan);
		const found = openWarnings({ record, field, text }, facts, this.#today()).filter((one) => one.kind === kind);
		if (found.length === 0) return fail('nothing-to-answer');
		if (scan(reason, { allow: facts.allow, today: this.#today() }).length > 0) return fail('reason-names-somebody');
		const at = this.#parts.now();
		for (const { start, end } of found) {
			const mark = answerMark(facts.key, { record, kind, text: text.slice(start, end) });
			const override = { document, record, field, kind, mark, reason, person: actor.person, at };
			await this.#parts.store.privacy.addOverride(actor.samverkan, override);
		}
		return ok(found.length);
	}

	async addWord({ samverkan, person }: Actor, word: string): Promise<Result<true>> {
		if (/\d{4}/.test(word)) return fail('word-is-number');
		const added = await this.#parts.store.privacy.addWord(samverkan, word, person, this.#parts.now());
		return added ? ok(true) : fail('word-is-there');
	}

	removeWord({ samverkan, person }: Actor, word: string): Promise<boolean> {
		return this.#parts.store.privacy.removeWord(samverkan, word, person, this.#parts.now());
	}

	/** Made when it is first needed: marks of one samverkan say nothing about another's texts. */
	async #key(samverkan: SamverkanId): Promise<string> {
		const { installation } = this.#parts.store;
		const name = `privacy-key:${samverkan}`;
		const known = await installation.get(name);
		if (known !== null) return known;
		await installation.set(name, Buffer.from(this.#parts.random(32)).toString('base64url'));
		return (await installation.get(name))!;
	}

	#today(): string {
		return localDay(this.#parts.now());
	}
}

/** Names that belong to the samverkan's own list of places and things are nobody's. */
const namesIn = ({ samverkan, areas, places, parties, funktioner, categories }: Organisation): string[] => [
	samverkan.name,
	samverkan.municipality,
	samverkan.policeDistrict,
	...[...areas, ...places, ...parties, ...funktioner, ...categories].map(({ name }) => name)
];
