import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { SamverkanId } from '../../src/lib/shared/ids.ts';
import { DEFAULT_MEETING } from '../../src/lib/shared/meeting/agenda.ts';
import type { CorrectionWords } from '../../src/lib/shared/seal/make-record.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import type { Store } from '../storage/store.ts';
import { correct } from './corrections.ts';
import { Sealing, type SealingParts } from './sealing.ts';
import { verify, verifyChain, type Verification } from './verification.ts';

export interface SealServices {
	sealing: Sealing;
	correct(samverkan: SamverkanId, week: WeekKey, actor: Actor, words: CorrectionWords): ReturnType<typeof correct>;
	/** Hashes and links. */
	verifyChain(samverkan: SamverkanId): Promise<Verification>;
	/** And the journals behind them. */
	verify(samverkan: SamverkanId): Promise<Verification>;
}

export interface SealServicesParts extends Omit<SealingParts, 'meetingOf'> {
	store: Pick<Store, 'documents' | 'organisation' | 'seals' | 'summaries'>;
	meetingOf?: SealingParts['meetingOf'];
}

export function createSealServices(parts: SealServicesParts): SealServices {
	const { store, live, now } = parts;
	return {
		sealing: new Sealing({ meetingOf: () => DEFAULT_MEETING, ...parts }),
		correct: (samverkan, week, actor, words) => correct({ store, live, now }, samverkan, week, actor, words),
		verifyChain: (samverkan) => verifyChain(store, samverkan),
		verify: (samverkan) => verify(store, samverkan)
	};
}
