import type { FollowUp } from '../board/follow-up.ts';
import type { PartyReport } from '../board/party-report.ts';
import { MOST_PRIORITIES } from '../board/priority.ts';
import type { RecordKind } from '../board/record.ts';
import { DOCUMENT_KINDS } from '../board/schema.ts';
import { fail, ok, type Result } from '../result.ts';
import { isSealed } from '../week/lifecycle.ts';
import { ACTION_RULES, COMMENT_RULES } from './action-rules.ts';
import { AUTHORSHIP } from './authorship-rules.ts';
import {
	after,
	before,
	isAdded,
	isChanged,
	isDeleted,
	type Case,
	type ContentContext,
	type ContentProblem,
	type ContentProblemCode,
	type RecordChange,
	type Rule
} from './content-rule.ts';
import { NIL_REPORT_RULES, OBSERVATION_RULES } from './draft-rules.ts';
import { FLAGGED } from './flagged-rule.ts';
import { numberIsServers } from './number-rule.ts';
import { permissionsOf, type Permission } from './policies.ts';
import type { Actor } from './roles.ts';

export type { ContentContext, ContentProblem, ContentProblemCode, RecordChange };

const needs =
	(permission: Permission, code: ContentProblemCode): Rule =>
	({ may }) =>
		may[permission] ? null : code;

const writesWeek = needs('writeWeek', 'may-not-write-week');

/** Counted when one comes to life: added, or put back. */
const atMostFive: Rule = (edit) => {
	const lives = !isDeleted(edit) && after(edit, 'removed') === null;
	const lived = !isAdded(edit) && before(edit, 'removed') === null;
	return lives && !lived && edit.context.countIn('priorities') > MOST_PRIORITIES ? 'priorities-full' : null;
};

/** A party speaks for itself; the convener notes for those who have telephoned. */
const reportOfOwnParty: Rule = ({ change, actor }) =>
	change.id === actor.party || actor.roles.includes('convener') ? null : 'report-of-other-party';

/** Whoever says that a party has reported signs it. Taking it back leaves nothing to sign. */
const reportSigned: Rule = (edit) => {
	const by = after(edit, 'by') as PartyReport['by'];
	if (after(edit, 'state') === null) return null;
	return by?.person === edit.actor.person && by.party === edit.actor.party ? null : 'author-not-self';
};

/** What refers to an earlier week is made when the week is opened, once; people only say how it stands now. */
const referenceIsServers: Rule = (edit) =>
	isAdded(edit) || isDeleted(edit) || isChanged(edit, 'from') ? 'reference-is-servers' : null;

/** Taking back what was shared is an act of its own, and what was taken back never comes again by an edit. */
const withdrawnStays: Rule = (edit) => {
	if (isAdded(edit) ? after(edit, 'withdrawn') !== null : isChanged(edit, 'withdrawn')) return 'share-is-servers';
	return !isAdded(edit) && before(edit, 'withdrawn') !== null ? 'row-withdrawn' : null;
};

/** Whoever notes what was said of an åtgärd signs it. */
const followUpSigned: Rule = (edit) => {
	const by = after(edit, 'by') as FollowUp['by'];
	if (after(edit, 'disposition') === null || !isNews(edit, 'disposition', 'by')) return null;
	return by?.person === edit.actor.person && by.party === edit.actor.party ? null : 'author-not-self';
};

const isNews = (edit: Case, ...names: string[]): boolean =>
	isAdded(edit) || names.some((name) => isChanged(edit, name));

/** Who may write what: the rules of each root, in the order they are asked. */
const RULES: Record<string, readonly Rule[]> = {
	entries: [writesWeek, withdrawnStays],
	carried: [writesWeek, referenceIsServers],
	levels: [needs('setLevels', 'may-not-set-levels')],
	priorities: [needs('prioritise', 'may-not-prioritise'), atMostFive],
	slots: [writesWeek],
	attendance: [writesWeek],
	followUps: [writesWeek, followUpSigned],
	decisions: [writesWeek, numberIsServers],
	notes: [writesWeek],
	returned: [writesWeek, referenceIsServers],
	upcoming: [writesWeek],
	reports: [writesWeek, reportOfOwnParty, reportSigned],
	actions: ACTION_RULES,
	comments: COMMENT_RULES,
	observations: OBSERVATION_RULES,
	nilReports: NIL_REPORT_RULES
};

function kindOf({ document, root }: RecordChange): RecordKind | null {
	const kinds: Record<string, RecordKind> = DOCUMENT_KINDS[document];
	return Object.hasOwn(kinds, root) ? (kinds[root] ?? null) : null;
}

/** May this person make this change? Asked by the server of every record an update touches, before it is kept. */
export function checkChange(change: RecordChange, actor: Actor, context: ContentContext): Result<true, ContentProblem> {
	const kind = kindOf(change);
	if (!kind) return fail('unknown-root', change.root);
	const path = `${kind.name}(${change.id})`;
	if (change.document === 'week' && (context.weekState === null || isSealed(context.weekState)))
		return fail('week-sealed', path);
	const edit = { change, kind, actor, may: permissionsOf(actor, context.weekState), context };
	for (const rule of [...(RULES[change.root] ?? []), ...AUTHORSHIP, ...FLAGGED]) {
		const code = rule(edit);
		if (code !== null) return fail(code, path);
	}
	return ok(true);
}
