import { isClosed } from '../../src/lib/shared/board/action-status.ts';
import type { ActionsRecord, WeekRecord } from '../../src/lib/shared/board/document-record.ts';
import type { DocumentId, SamverkanId } from '../../src/lib/shared/ids.ts';
import {
	cutoffDay,
	RETENTION_KINDS,
	type KeptBecause,
	type KeptItem,
	type RetentionItem,
	type RetentionKind,
	type RetentionPlan,
	type RetentionRules
} from '../../src/lib/shared/retention/retention.ts';
import { localDay, parseWeekKey, type WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { endOfWeek, momentOf } from '../../src/lib/shared/week/local-time.ts';
import { canonicalBytes, sha256 } from '../boards/hash.ts';
import type { RetentionCandidate, RetentionStore } from '../storage/retention.ts';

export interface PlanParts {
	store: Pick<RetentionStore, 'rules' | 'candidates' | 'notices' | 'oldLog'>;
	readWeek(document: DocumentId): Promise<WeekRecord>;
	readActions(samverkan: SamverkanId): Promise<ActionsRecord>;
	/** Somebody has it open. */
	isLive(document: DocumentId): boolean;
	now: number;
}

/** Weeks that something later stands on. */
interface Needed {
	openActions: ReadonlySet<WeekKey>;
	carriedOn: ReadonlySet<WeekKey>;
}

/** Exactly what would go now, and what stays although its time is out. Reads only. */
export async function planRetention(parts: PlanParts, samverkan: SamverkanId): Promise<RetentionPlan> {
	const rules = await parts.store.rules(samverkan);
	const candidates = await parts.store.candidates(samverkan);
	const needed = await neededWeeks(parts, samverkan, rules, candidates);
	const before = cutoffs(rules, parts.now);
	const items: RetentionItem[] = [];
	const kept: KeptItem[] = [];
	for (const candidate of candidates) {
		const judged = judge(candidate, { before, needed, isLive: parts.isLive(candidate.document) });
		if (!judged) continue;
		const { week, party } = candidate;
		if ('because' in judged) kept.push({ ...judged, week, party });
		else items.push(judged);
	}
	await addRows(parts, samverkan, before, { items, kept });
	const inOrder = RETENTION_KINDS.flatMap((kind) => items.filter((item) => item.kind === kind));
	return { samverkan, rules, items: inOrder, kept, fingerprint: fingerprintOf(rules, inOrder) };
}

export const fingerprintOf = (rules: RetentionRules, items: readonly RetentionItem[]): string =>
	sha256(canonicalBytes({ rules, items }));

type Cutoffs = Record<RetentionKind, number | null>;

/** By whole days of Swedish time, so that a dry run stands until midnight. Without a decision nothing has a time. */
function cutoffs(rules: RetentionRules, now: number): Cutoffs {
	const of = (kind: RetentionKind) => {
		const { months, decision } = rules[kind];
		return months === null || decision.trim() === '' ? null : momentOf(cutoffDay(localDay(now), months));
	};
	return Object.fromEntries(RETENTION_KINDS.map((kind) => [kind, of(kind)])) as Cutoffs;
}

type Judged = RetentionItem | { kind: RetentionKind; because: KeptBecause } | null;

interface Circumstances {
	before: Cutoffs;
	needed: Needed;
	isLive: boolean;
}

const isOut = (at: number | null, before: number | null): boolean => at !== null && before !== null && at < before;

function judge(candidate: RetentionCandidate, circumstances: Circumstances): Judged {
	return candidate.kind === 'draft' ? judgeDraft(candidate, circumstances) : judgeWeek(candidate, circumstances);
}

/** A draft that has nothing of anybody's in it is no item, also not where it was emptied before. */
function judgeDraft(candidate: RetentionCandidate, { before, isLive }: Circumstances): Judged {
	const { document, week, party, rows, reports, written, last } = candidate;
	const kind = 'drafts' as const;
	if (written === 0 && reports === 0) return null;
	if (!isOut(endOf(week), before.drafts)) return null;
	if (!candidate.sealed) return { kind, because: 'unsealed' };
	if (candidate.flagged) return { kind, because: 'flagged' };
	if (isLive) return { kind, because: 'in-use' };
	return { kind, document, week, party: party!, rows, reports, last };
}

function judgeWeek(candidate: RetentionCandidate, { before, needed, isLive }: Circumstances): Judged {
	const { document, week, sealed, sealedAt, sha256: seal, rows, last, gone } = candidate;
	if (gone.includes('weeks')) return null;
	const whole = isOut(sealedAt ?? endOf(week), before.weeks);
	const journal = !gone.includes('journal') && isOut(sealedAt ?? endOf(week), before.journal);
	if (!whole && !journal) return null;
	const kind = whole ? 'weeks' : 'journal';
	if (!sealed) return { kind, because: 'unsealed' };
	if (sealedAt === null || seal === null) return { kind, because: 'no-seal' };
	if (candidate.flagged) return { kind, because: 'flagged' };
	if (isLive) return { kind, because: 'in-use' };
	if (whole && needed.openActions.has(week)) return { kind, because: 'open-actions' };
	if (whole && needed.carriedOn.has(week)) return { kind, because: 'carried-on' };
	return whole
		? { kind: 'weeks', document, week, rows, last, sha256: seal }
		: { kind: 'journal', document, week, rows, last };
}

function endOf(key: WeekKey): number {
	const week = parseWeekKey(key);
	return week ? endOfWeek(week) : Number.MAX_SAFE_INTEGER;
}

/** Only where whole weeks may go: åtgärder that are open since, and rows that a later week still refers to. */
async function neededWeeks(
	parts: PlanParts,
	samverkan: SamverkanId,
	rules: RetentionRules,
	candidates: readonly RetentionCandidate[]
): Promise<Needed> {
	const before = cutoffs(rules, parts.now).weeks;
	if (before === null) return { openActions: new Set(), carriedOn: new Set() };
	const { actions } = await parts.readActions(samverkan);
	const open = actions.filter(({ removed, status }) => removed === null && !isClosed(status.state));
	const staying = candidates.filter(
		({ kind, week, sealedAt, gone }) =>
			kind === 'week' && !gone.includes('weeks') && !isOut(sealedAt ?? endOf(week), before)
	);
	const carriedOn = new Set<WeekKey>();
	for (const { document } of staying)
		for (const { from, removed } of (await parts.readWeek(document)).carried)
			if (from && removed === null) carriedOn.add(from);
	return {
		openActions: new Set(open.flatMap(({ decidedIn, proposedIn }) => decidedIn ?? proposedIn ?? [])),
		carriedOn
	};
}

async function addRows(
	{ store }: PlanParts,
	samverkan: SamverkanId,
	before: Cutoffs,
	{ items, kept }: { items: RetentionItem[]; kept: KeptItem[] }
): Promise<void> {
	if (before.notices !== null) {
		const { waiting, ...old } = await store.notices(samverkan, before.notices);
		if (old.rows + old.mails > 0) items.push({ kind: 'notices', until: before.notices, ...old });
		if (waiting > 0) kept.push({ kind: 'notices', week: null, party: null, because: 'mail-waiting' });
	}
	const log = before.log === null ? null : await store.oldLog(samverkan, before.log);
	if (log && before.log !== null) items.push({ kind: 'log', until: before.log, ...log });
}
