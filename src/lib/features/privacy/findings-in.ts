import { openWarnings, type PrivacyFacts, type Warning } from '../../shared/privacy/answers.ts';
import type { Finding } from '../../shared/privacy/findings.ts';
import { scan } from '../../shared/privacy/personal-data.ts';
import { localDay } from '../../shared/week/iso-week.ts';

/** What there is to say about a text, in order. `record` is the one it stands in, where it stands in one. */
export function findingsIn(text: string, record: string | null, facts: PrivacyFacts | null): Finding[] {
	const today = localDay(Date.now());
	const found = scan(text, { allow: facts?.allow ?? [], today });
	if (!facts || record === null || found.every(({ level }) => level === 'block')) return found;
	const open: Warning[] = openWarnings({ record, field: '', text }, facts, today);
	const isOpen = ({ start, kind }: Finding) => open.some((one) => one.start === start && one.kind === kind);
	return found.filter((one) => one.level === 'block' || isOpen(one));
}
