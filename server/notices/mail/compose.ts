import { isOwnAction } from '../../../src/lib/shared/access/action-rules.ts';
import type { Actor } from '../../../src/lib/shared/access/roles.ts';
import { waitsForAnswer } from '../../../src/lib/shared/board/action-answers.ts';
import { actionLabel, isOverdue, type Action } from '../../../src/lib/shared/board/action.ts';
import { isUnderWay } from '../../../src/lib/shared/board/action-status.ts';
import type { WorkState } from '../../../src/lib/shared/desk/desk-move.ts';
import type { RecordId } from '../../../src/lib/shared/ids.ts';
import { bandsOf } from '../../../src/lib/shared/notices/action-bands.ts';
import type { MailKind } from '../../../src/lib/shared/notices/notice-settings.ts';
import type { Organisation } from '../../../src/lib/shared/organisation.ts';
import { formatDay, formatDue, formatWeek, formatWeekDates } from '../../../src/lib/shared/week/format.ts';
import { parseWeekKey, weekOf, weekPath, type Day, type Week } from '../../../src/lib/shared/week/iso-week.ts';
import type { MailItem } from '../../storage/mails.ts';
import { funktionerOf } from '../receivers.ts';
import { tellable } from '../show.ts';
import type { MailBlock, MailLink, MailText } from './mail-body.ts';

/** What a mail's words are made of, read when it is sent. */
export interface MailFacts {
	actor: Actor;
	organisation: Organisation;
	actions: readonly Action[];
	items: readonly MailItem[];
	origin: string;
	today: Day;
	/** To the page of one åtgärd, for this person alone. */
	linkFor(action: RecordId, status?: WorkState): Promise<string>;
}

/**
 * The words of a mail, or null where there is nothing left to say. The title of an åtgärd is in it, because a reminder of
 * "Å-12" alone makes people open the page to see what it is about; nothing else that somebody wrote is: no lägesrad, no
 * description, no comment, no reason.
 */
export async function compose(kind: MailKind, facts: MailFacts): Promise<MailText | null> {
	const text = await WRITERS[kind](facts);
	return text && { ...text, blocks: [...text.blocks, footer(facts)] };
}

type Writer = (facts: MailFacts) => Promise<MailText | null>;

const WRITERS: Record<MailKind, Writer> = {
	digest: writeDigest,
	reminder: writeReminder,
	mention: writeMention,
	'week-sealed': writeWeekSealed,
	'report-reminder': (facts) => Promise.resolve(writeReportReminder(facts)),
	flagged: (facts) => Promise.resolve(writeFlagged(facts))
};

/** What comes later than this week is told of that many; the rest are counted. */
const MOST_LATER = 5;

async function writeDigest(facts: MailFacts): Promise<MailText | null> {
	const { overdue, thisWeek, later } = bandsOf(ownOf(facts), facts.today);
	const open = overdue.length + thisWeek.length + later.length;
	if (open === 0) return null;
	const parts = [
		counted(overdue.length, 'försenad', 'försenade'),
		counted(thisWeek.length, 'denna vecka', 'denna vecka')
	];
	const said = parts.filter((part) => part !== '').join(', ');
	const rest = later.length - MOST_LATER;
	return {
		subject: `Dina åtgärder ${formatWeek(weekOf(facts.today))}: ${said || counted(open, 'pågående', 'pågående')}`,
		blocks: [
			...(await section(facts, 'Försenat', overdue)),
			...(await section(facts, 'Denna vecka', thisWeek)),
			...(await section(facts, 'Senare', later.slice(0, MOST_LATER))),
			...(rest > 0 ? [paragraph(`Och ${rest} till som ska vara klara senare.`)] : []),
			{ kind: 'link', link: { text: 'Visa alla mina åtgärder', href: pageOf(facts, '/mina') } }
		]
	};
}

async function writeReminder(facts: MailFacts): Promise<MailText | null> {
	const asked = actionsOf(facts).filter(({ status }) => isUnderWay(status.state));
	const overdue = asked.filter((action) => isOverdue(action, facts.today));
	const soon = asked.filter((action) => !overdue.includes(action));
	if (asked.length === 0) return null;
	const [first] = asked;
	const what = asked.length === 1 && first ? actionLabel(first) : `${asked.length} åtgärder`;
	const isSoon = overdue.length === 0;
	const isLate = soon.length === 0;
	return {
		subject: isSoon
			? `${what} ska snart vara ${asked.length === 1 ? 'klar' : 'klara'}`
			: isLate
				? `${what} är ${asked.length === 1 ? 'försenad' : 'försenade'}`
				: `${what} att se till`,
		blocks: [
			...(await section(facts, 'Ska snart vara klart', soon)),
			...(await section(facts, 'Försenat', overdue)),
			{ kind: 'link', link: { text: 'Visa alla mina åtgärder', href: pageOf(facts, '/mina') } }
		]
	};
}

async function writeMention(facts: MailFacts): Promise<MailText | null> {
	const actions = actionsOf(facts);
	const [first] = actions;
	if (!first) return null;
	const where = actions.length === 1 ? actionLabel(first) : `${actions.length} åtgärder`;
	return {
		subject: `Du är omnämnd i kommentarer till ${where}`,
		blocks: [
			paragraph('Någon har nämnt dig i en kommentar. Kommentaren läser du i Lägestavlan.'),
			...actions.map((action) => itemOf(facts, action, [boardLink(facts, action)]))
		]
	};
}

async function writeWeekSealed(facts: MailFacts): Promise<MailText | null> {
	const week = weekIn(facts);
	if (!week) return null;
	const key = facts.items[0]?.about.week;
	const own = ownOf(facts).filter(({ decidedIn, status }) => decidedIn === key && isUnderWay(status.state));
	return {
		subject: `Lägesbilden för ${formatWeek(week)} är fastställd`,
		blocks: [
			paragraph(`Lägesbilden för vecka ${week.number} (${formatWeekDates(week)}) är fastställd.`),
			{ kind: 'link', link: { text: 'Läs lägesbilden', href: pageOf(facts, `/v/${weekPath(week)}`) } },
			...(await section(facts, 'Dina åtgärder från mötet', own))
		]
	};
}

function writeReportReminder(facts: MailFacts): MailText | null {
	const week = weekIn(facts);
	if (!week) return null;
	return {
		subject: `Rapporten för ${formatWeek(week)} saknas`,
		blocks: [
			paragraph(
				`Din funktion har inte rapporterat för vecka ${week.number} än. Finns inget att rapportera räcker ett tryck på "Inget att rapportera".`
			),
			{ kind: 'link', link: { text: 'Rapportera', href: pageOf(facts, '/rapportera') } }
		]
	};
}

function writeFlagged(facts: MailFacts): MailText | null {
	if (facts.items.length === 0) return null;
	const week = weekIn(facts) ?? weekOf(facts.today);
	return {
		subject: 'En personuppgift är flaggad',
		blocks: [
			paragraph(
				`Någon har flaggat en personuppgift i ${formatWeek(week)}. Texten är redan dold för alla. Gå in och ta bort uppgiften, eller visa texten igen om flaggan var fel.`
			),
			{ kind: 'link', link: { text: 'Granska och ta bort', href: pageOf(facts, '/granska') } }
		]
	};
}

const paragraph = (text: string): MailBlock => ({ kind: 'paragraph', text });

const counted = (count: number, one: string, several: string): string =>
	count === 0 ? '' : `${count} ${count === 1 ? one : several}`;

async function section(facts: MailFacts, heading: string, actions: readonly Action[]): Promise<MailBlock[]> {
	if (actions.length === 0) return [];
	const items = await Promise.all(actions.map(async (action) => itemOf(facts, action, await cardLinks(facts, action))));
	return [{ kind: 'heading', text: heading }, ...items];
}

function itemOf({ today }: MailFacts, action: Action, links: MailLink[]): MailBlock {
	const due = action.due === null ? [] : [dueWords(action, action.due, today)];
	const meta = [...due, ...(waitsForAnswer(action) ? ['väntar på kvittens'] : [])].join(' · ');
	return { kind: 'item', title: `${actionLabel(action)} ${action.title}`, meta, links };
}

/** "Klart senast fre 27 nov (v. 48)", "2 dagar försenad, skulle vara klar mån 23 nov (v. 48)". */
function dueWords(action: Action, due: Day, today: Day): string {
	const day = `${formatDay(due, today)} (${formatWeek(weekOf(due))})`;
	return isOverdue(action, today) ? `${formatDue(due, today)}, skulle vara klar ${day}` : `Klart senast ${day}`;
}

async function cardLinks({ linkFor }: MailFacts, { id }: Action): Promise<MailLink[]> {
	return [
		{ text: 'Markera som genomförd', href: await linkFor(id, 'done') },
		{ text: 'Öppna åtgärden', href: await linkFor(id) }
	];
}

const boardLink = (facts: MailFacts, { id, number }: Action): MailLink => ({
	text: `Läs kommentaren till Å-${number}`,
	href: `${pageOf(facts, `/v/${weekPath(weekOf(facts.today))}`)}&atgard=${id}`
});

const pageOf = ({ origin, organisation }: MailFacts, path: string): string =>
	`${origin}${path}?samverkan=${organisation.samverkan.slug}`;

function weekIn({ items }: MailFacts): Week | null {
	return parseWeekKey(items[0]?.about.week ?? '');
}

/** Of the functions that the receiver staffs, or stands in for while they are vacant. */
function ownOf({ actor, organisation, actions }: MailFacts): Action[] {
	const mine = funktionerOf(organisation, actor.person);
	return tellable(actor, actions).filter((action) => isOwnAction(action, { funktioner: mine }));
}

/** Those that the items name, each once, as far as the receiver may be told of them. */
function actionsOf({ actor, actions, items }: MailFacts): Action[] {
	const asked = new Set(items.map(({ about }) => about.action));
	return tellable(actor, actions).filter(({ id, number }) => number !== null && asked.has(id));
}

const footer = ({ origin, organisation }: MailFacts): MailBlock => ({
	kind: 'footer',
	text: `Du får det här för att du är med i ${organisation.samverkan.name} i Lägestavlan. Mejlet går inte att svara på.`,
	link: { text: 'Välj vad du får', href: `${origin}/konto/notiser` }
});
