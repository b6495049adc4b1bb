import type { DocumentId, PersonId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { WarnedKind } from '../../src/lib/shared/privacy/findings.ts';

/** A warning that somebody answered for. What it was about is in no field of it. */
export interface PrivacyOverride {
	/** Null where the text stood in no document. */
	document: DocumentId | null;
	record: string;
	field: string;
	kind: WarnedKind;
	/** `answerMark` of the finding. */
	mark: string;
	reason: string;
	person: PersonId;
	at: number;
}

/** A word of the samverkan's own list, with who put it there and took it away. */
export interface AllowedWord {
	word: string;
	addedBy: PersonId;
	addedAt: number;
	removed: { by: PersonId; at: number } | null;
}

export interface PrivacyStore {
	addOverride(samverkan: SamverkanId, override: PrivacyOverride): Promise<void>;
	/** Newest first. */
	overrides(samverkan: SamverkanId, most?: number): Promise<PrivacyOverride[]>;
	/** Of everything that was answered for, once each. */
	marks(samverkan: SamverkanId): Promise<string[]>;
	/** Newest first, those that were taken away too. */
	words(samverkan: SamverkanId): Promise<AllowedWord[]>;
	/** False when it is there already, however it is spelled in capitals. */
	addWord(samverkan: SamverkanId, word: string, by: PersonId, at: number): Promise<boolean>;
	/** False when it is not there. */
	removeWord(samverkan: SamverkanId, word: string, by: PersonId, at: number): Promise<boolean>;
}
