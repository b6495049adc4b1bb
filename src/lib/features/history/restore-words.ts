import type { ContentProblemCode } from '../../shared/access/content-policies.ts';
import type { LeftOutWhy } from '../../shared/history/restore.ts';
import { problemText } from '../account/problem-text.ts';

/** Why something stays as it is, where no rule of the content has words for it. */
const WHY: Record<Exclude<LeftOutWhy, ContentProblemCode>, string> = {
	fact: 'Det som hände i mötet, och att en part har rapporterat, återställs inte.',
	'own-name': 'Ett svar lämnas i eget namn och återställs inte.',
	circle: 'Delningskretsen ändras för hand, så att ingen får läsa mer än parten har bestämt.',
	redacted: 'Texten har tagits bort eller granskas som personuppgift och kommer inte tillbaka.',
	'personal-number': 'Texten har ett personnummer och kommer inte tillbaka.',
	'reference-gone': 'Det som stod där finns inte längre att välja.',
	'changed-since': 'Ändrades efter återställningen och är kvar som den är.',
	'not-there-then': 'Fanns inte då.',
	'not-there-now': 'Är borttagen. Återställ hela kortet i stället.'
};

/** Words of rules that mean something else when nobody wrote anything. */
const RULE: Partial<Record<ContentProblemCode, string>> = {
	'author-not-self': 'Den som skrev raden ångrade den. Bara hen kan lägga till den igen.',
	'status-step': 'Åtgärden kan inte gå direkt till den statusen.',
	'priorities-full': 'Veckan har redan fem prioriteringar.',
	'needs-owner': 'En beslutad åtgärd måste ha en ansvarig.',
	'needs-performer': 'En beslutad åtgärd måste ha en utförare.',
	'needs-due': 'En beslutad åtgärd måste ha ett datum.',
	'own-action-status-only': 'Bara status på en egen åtgärd. Be din samordnare om resten.',
	'reference-is-servers': 'Det som kommer från tidigare veckor tas med automatiskt.'
};

export const leftOutWords = (why: LeftOutWhy): string =>
	(WHY as Record<string, string>)[why] ?? RULE[why as ContentProblemCode] ?? problemText({ code: why });
