import type { Folded } from './fold.ts';
import type { Span } from './span.ts';

/** Never stored, never overridden. */
export const BLOCKED_KINDS = ['personal-number', 'coordination-number', 'reserve-number'] as const;
/** Asked about; whoever writes may say why it has to stand there. */
export const WARNED_KINDS = ['likely-number', 'phone', 'email', 'plate', 'flat', 'address', 'name', 'telling'] as const;
export type BlockedKind = (typeof BLOCKED_KINDS)[number];
export type WarnedKind = (typeof WARNED_KINDS)[number];
export type FindingKind = BlockedKind | WarnedKind;

/** What looks like a personal datum: where it stands in the text that was given, in UTF-16 code units. */
export interface Finding {
	kind: FindingKind;
	start: number;
	end: number;
	level: 'block' | 'warn';
}

export const isBlocked = (kind: FindingKind): kind is BlockedKind =>
	(BLOCKED_KINDS as readonly FindingKind[]).includes(kind);

/** Of two that overlap the one that matters more stays: a number, then the longer. */
export function withoutOverlaps(spans: Span<FindingKind>[]): Span<FindingKind>[] {
	const byWeight = spans.toSorted((a, b) => weight(a) - weight(b) || b.end - b.start - (a.end - a.start));
	const covered = new Set<number>();
	const kept = byWeight.filter(({ start, end }) => {
		for (let at = start; at < end; at++) if (covered.has(at)) return false;
		for (let at = start; at < end; at++) covered.add(at);
		return true;
	});
	return kept.sort((a, b) => a.start - b.start);
}

const weight = ({ kind }: Span<FindingKind>): number => (isBlocked(kind) ? 0 : kind === 'likely-number' ? 2 : 1);

export const inOriginal = ({ kind, start, end }: Span<FindingKind>, folded: Folded): Finding => ({
	kind,
	start: folded.start(start),
	end: folded.end(end - 1),
	level: isBlocked(kind) ? 'block' : 'warn'
});
