import { getContext, setContext } from 'svelte';
import type { PrivacyFacts } from '../shared/privacy/answers.ts';

/** Fritextskydd as this page knows it: what the samverkan allows and what somebody has answered for. */
export class Privacy {
	readonly #facts: () => PrivacyFacts | null;

	constructor(facts: () => PrivacyFacts | null) {
		this.#facts = facts;
	}

	get facts(): PrivacyFacts | null {
		return this.#facts();
	}
}

const KEY = Symbol('privacy');

export const setPrivacy = (privacy: Privacy): Privacy => setContext(KEY, privacy);
/** Null outside the pages of a samverkan. */
export const getPrivacy = (): Privacy | null => getContext<Privacy | undefined>(KEY) ?? null;
