import { getContext, setContext } from 'svelte';
import { openWarnings, type PrivacyFacts, type Warning } from '../shared/privacy/answers.ts';
import { scan, type Finding } from '../shared/privacy/personal-data.ts';
import { localDay } from '../shared/week/iso-week.ts';

/** Fritextskydd as this page knows it: what the samverkan allows and what somebody has answered for. */
export class Privacy {
	readonly #facts: () => PrivacyFacts | null;

	constructor(facts: () => PrivacyFacts | null) {
		this.#facts = facts;
	}

	get facts(): PrivacyFacts | null {
		return this.#facts();
	}

	/** What there is to say about a text, in order. `record` is the one it stands in, where it stands in one. */
	findings(text: string, record: string | null): Finding[] {
		const today = localDay(Date.now());
		const facts = this.#facts();
		const found = scan(text, { allow: facts?.allow ?? [], today });
		if (!facts || record === null || found.every(({ level }) => level === 'block')) return found;
		const open: Warning[] = openWarnings({ record, field: '', text }, facts, today);
		const isOpen = ({ start, kind }: Finding) => open.some((one) => one.start === start && one.kind === kind);
		return found.filter((one) => one.level === 'block' || isOpen(one));
	}
}

const KEY = Symbol('privacy');

export const setPrivacy = (privacy: Privacy): Privacy => setContext(KEY, privacy);
/** Null outside the pages of a samverkan. */
export const getPrivacy = (): Privacy | null => getContext<Privacy | undefined>(KEY) ?? null;
