import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { DocumentId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { MeetingSettings } from '../../src/lib/shared/meeting/agenda.ts';
import type { Organisation } from '../../src/lib/shared/organisation.ts';
import type { CorrectionWords } from '../../src/lib/shared/seal/make-record.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import type { Store } from '../storage/store.ts';
import { correct } from './corrections.ts';
import { hiddenInSealed } from './hidden.ts';
import { PublicSummaries } from './public-summary.ts';
import { readSealedWeek, type SealedWeek } from './read-seals.ts';
import { Sealing, type SealingParts } from './sealing.ts';
import { verify, verifyChain, type Verification } from './verification.ts';

export interface SealServices {
	sealing: Sealing;
	correct(samverkan: SamverkanId, week: WeekKey, actor: Actor, words: CorrectionWords): ReturnType<typeof correct>;
	/** As it may be shown: what is flagged and not judged yet is hidden in it. */
	read(week: DocumentId): Promise<(SealedWeek & { hidden?: boolean }) | 'damaged' | null>;
	summaries: PublicSummaries;
	/** Hashes and links. */
	verifyChain(samverkan: SamverkanId): Promise<Verification>;
	/** And the journals behind them. */
	verify(samverkan: SamverkanId): Promise<Verification>;
}

export interface SealServicesParts extends Omit<SealingParts, 'meetingOf'> {
	store: Pick<Store, 'documents' | 'organisation' | 'seals' | 'summaries' | 'flags'>;
	/** How the samverkan holds its meetings: two who seal, a public page. */
	meetingOf?(organisation: Organisation): Pick<MeetingSettings, 'secondApprover' | 'publicPage'>;
}

export function createSealServices(parts: SealServicesParts): SealServices {
	const { store, live, now, meetingOf = meetingSettings } = parts;
	return {
		sealing: new Sealing({ ...parts, meetingOf }),
		correct: (samverkan, week, actor, words) => correct({ store, live, now }, samverkan, week, actor, words),
		read: (week) => readShown(store, week),
		summaries: new PublicSummaries({ store, now, meetingOf }),
		verifyChain: (samverkan) => verifyChain(store, samverkan),
		verify: (samverkan) => verify(store, samverkan)
	};
}

const meetingSettings = ({ samverkan }: Organisation): MeetingSettings => samverkan.meeting;

async function readShown(store: Pick<Store, 'seals' | 'flags'>, week: DocumentId) {
	const sealed = await readSealedWeek(store.seals, week);
	if (!sealed || sealed === 'damaged') return sealed;
	const flags = await store.flags.open();
	return flags.length === 0 ? sealed : hiddenInSealed(sealed, flags);
}
