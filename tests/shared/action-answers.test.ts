import { describe, expect, test } from 'vitest';
import { checkChange } from '../../src/lib/shared/access/content-policies.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import { voidAnswers } from '../../src/lib/shared/board/action-answers.ts';
import type { Action } from '../../src/lib/shared/board/action.ts';
import type { FunktionId } from '../../src/lib/shared/ids.ts';
import { buildFacts } from './meeting-facts.ts';
import { forScreen } from '../../src/lib/shared/meeting/screen-facts.ts';
import { namesOf } from '../../src/lib/shared/meeting/names.ts';
import { followUpScenes } from '../../src/lib/shared/meeting/scenes-follow-up.ts';
import type { Day } from '../../src/lib/shared/week/iso-week.ts';
import {
	ALICE,
	alice,
	BOB,
	buildAction,
	byAlice,
	byBob,
	codeOf,
	FIELD,
	NOW,
	PARKS,
	TODAY,
	W48_KEY
} from './fixtures.ts';

const OTHER = 'skolan' as FunktionId;
const LATER = '2026-12-11' as Day;
const performer = alice('performer'); // staffs FIELD
const coordinator = alice('coordinator');
const owner: Actor = { ...performer, funktioner: [PARKS] };

const decided: Action = buildAction({
	number: 31,
	owner: PARKS,
	performers: [FIELD],
	due: TODAY,
	proposedIn: W48_KEY,
	decidedIn: W48_KEY,
	status: { state: 'decided' },
	created: byBob
});
const edit = (changes: Partial<Action>, actor: Actor, before: Action = decided) =>
	codeOf(
		checkChange({ document: 'actions', root: 'actions', id: 'a1', before, after: { ...before, ...changes } }, actor, {
			weekState: null,
			now: NOW,
			countIn: () => 0
		})
	);

describe('kvittens', () => {
	const accepted = { by: byAlice, funktion: FIELD };
	const handedBack = { by: byAlice, funktion: FIELD, reason: 'Vi har ingen bil.' };

	test('[MI1] is given, or refused with a reason, by somebody of the function that is to do it', () => {
		expect(edit({ accepted }, performer)).toBe('ok');
		expect(edit({ handedBack }, performer)).toBe('ok');
		expect(edit({ accepted }, alice('external'))).toBe('ok');
		expect(edit({ accepted }, alice('reporter'))).toBe('may-not-edit-actions');
	});

	test('[MI1] is signed by who says it, now', () => {
		expect(edit({ accepted: { ...accepted, by: byBob } }, performer)).toBe('author-not-self');
		expect(edit({ handedBack: { ...handedBack, by: { ...byAlice, at: NOW + 3_600_000 } } }, performer)).toBe(
			'time-in-future'
		);
	});

	test('[MI1] is said for no other function, not even by who edits all åtgärder', () => {
		expect(edit({ accepted: { by: byAlice, funktion: PARKS } }, performer)).toBe('not-own-answer');
		expect(edit({ accepted: { by: byAlice, funktion: PARKS } }, coordinator)).toBe('not-own-answer');
		expect(edit({ accepted: { by: byAlice, funktion: OTHER } }, { ...performer, funktioner: [FIELD, OTHER] })).toBe(
			'not-own-answer'
		);
	});

	test('[MI1] is taken back by the function or an editor, and by no other performer', () => {
		const said = { ...decided, accepted, performers: [FIELD, OTHER] };
		expect(edit({ accepted: null }, performer, said)).toBe('ok');
		expect(edit({ accepted: null }, coordinator, said)).toBe('ok');
		expect(edit({ accepted: null }, { ...performer, funktioner: [OTHER] }, said)).toBe('not-own-answer');
	});

	test('[MI1] lets nothing else through with it', () =>
		expect(edit({ accepted, title: 'Något annat' }, performer)).toBe('own-action-status-only'));

	const voided = (before: Partial<Action>, after: Partial<Action>) =>
		voidAnswers({ ...decided, ...before }, { ...decided, ...before, ...after });

	test('[MI2] is void when another function is asked, and when its own is not any more', () => {
		expect(voided({ accepted }, { performers: [FIELD, OTHER] })).toEqual({ accepted: null });
		expect(voided({ accepted }, { performers: [OTHER] })).toEqual({ accepted: null });
		expect(voided({ handedBack }, { performers: [OTHER] })).toEqual({ handedBack: null });
		expect(voided({ accepted }, { owner: OTHER })).toEqual({});
	});

	test('[MI2] is void with the decision, and asked anew with a new one', () => {
		expect(voided({ accepted }, { status: { state: 'proposed' } })).toEqual({ accepted: null });
		const off = { accepted, status: { state: 'cancelled', reason: 'Nej' } } as const;
		expect(voided(off, { status: { state: 'decided' } })).toEqual({ accepted: null });
		expect(voided({ accepted }, { status: { state: 'ongoing' } })).toEqual({});
	});

	test('[MI2] of yes and no the later stands', () => {
		const later = { ...byAlice, at: NOW + 1 };
		expect(voided({ accepted }, { handedBack: { ...handedBack, by: later } })).toEqual({ accepted: null });
		expect(voided({ handedBack }, { accepted: { ...accepted, by: later } })).toEqual({ handedBack: null });
	});
});

describe('another date', () => {
	const newDue = { due: LATER, reason: 'Delarna är sena.', by: byAlice, answer: null };
	const asked: Action = { ...decided, newDue: { ...newDue, by: byBob } };

	test('[MI3] is asked for by who has the åtgärd, in their own name and unanswered', () => {
		expect(edit({ newDue }, performer)).toBe('ok');
		expect(edit({ newDue: { ...newDue, by: byBob } }, performer)).toBe('author-not-self');
		expect(edit({ newDue }, { ...performer, funktioner: [OTHER] })).toBe('not-own-action');
		const answered = { ...newDue, answer: { by: byAlice, reason: 'Ja' } };
		expect(edit({ newDue: answered }, performer)).toBe('may-not-answer-new-due');
	});

	test('[MI3] is granted by ansvarig or an editor, as asked', () => {
		expect(edit({ due: LATER }, owner, asked)).toBe('ok');
		expect(edit({ due: LATER }, coordinator, asked)).toBe('ok');
		expect(edit({ due: '2026-12-24' as Day }, owner, asked)).toBe('own-action-status-only');
		expect(edit({ due: LATER }, performer, asked)).toBe('own-action-status-only');
	});

	test('[MI3] is not granted by who asked', () =>
		expect(edit({ due: LATER }, owner, { ...decided, newDue })).toBe('own-action-status-only'));

	test('[MI3] is refused with a reason, signed, and nothing of the question changes with it', () => {
		const no = { ...asked.newDue!, answer: { by: byAlice, reason: 'Mötet behöver den.' } };
		expect(edit({ newDue: no }, owner, asked)).toBe('ok');
		expect(edit({ newDue: no }, performer, asked)).toBe('may-not-answer-new-due');
		expect(edit({ newDue: { ...no, answer: { by: byBob, reason: 'Nej' } } }, owner, asked)).toBe('author-not-self');
		expect(edit({ newDue: { ...no, reason: 'Annat' } }, owner, asked)).toBe('may-not-answer-new-due');
	});

	test('[MI3] is taken back by who asked', () => {
		expect(edit({ newDue: null }, performer, { ...decided, newDue })).toBe('ok');
		expect(edit({ newDue: null }, performer, asked)).toBe('may-not-answer-new-due');
	});

	test('[MI2] is answered by any other date', () => {
		expect(voidAnswers(asked, { ...asked, due: '2026-12-04' as Day })).toEqual({ newDue: null });
		expect(voidAnswers(decided, { ...asked, due: decided.due })).toEqual({});
	});
});

describe('the meeting', () => {
	const old = { ...decided, decidedIn: '2026-W46', proposedIn: '2026-W46' } as Action;
	const shown = (action: Action) => {
		const facts = buildFacts({ actions: { actions: [action], comments: [] } });
		const [scene] = followUpScenes(facts, namesOf(facts.organisation));
		return scene!.blocks[0]!.rows[0]!.marks.filter(({ kind }) => kind === 'said').map(({ text }) => text);
	};

	test('[MI17] sees what was handed back, not accepted, and asked for', () => {
		expect(shown(old)).toEqual(['Inte kvitterad']);
		expect(shown({ ...old, accepted: { by: byAlice, funktion: FIELD } })).toEqual([]);
		const handedBack = { by: byAlice, funktion: FIELD, reason: 'Ingen bil' };
		const newDue = { due: LATER, reason: 'Delarna', by: byBob, answer: null };
		expect(shown({ ...old, handedBack, newDue })).toEqual(['Lämnad tillbaka', 'Begär ny tid: fre 11 dec']);
	});

	test('[MI17] the screen has the marks, and neither names nor reasons', () => {
		const handedBack = { by: byAlice, funktion: FIELD, reason: 'Hemligt skäl' };
		const newDue = { due: LATER, reason: 'Hemligt skäl', by: byBob, answer: { by: byAlice, reason: 'Hemligt skäl' } };
		const facts = buildFacts({ actions: { actions: [{ ...old, handedBack, newDue }], comments: [] } });
		const sent = JSON.stringify(forScreen(facts));
		expect(sent).toContain(LATER);
		for (const word of ['Hemligt', `"${ALICE}"`, `"${BOB}"`]) expect(sent).not.toContain(word);
	});
});
