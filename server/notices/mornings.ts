import { isOwnAction } from '../../src/lib/shared/access/action-rules.ts';
import { holdersOf } from '../../src/lib/shared/board/action-answers.ts';
import type { Action } from '../../src/lib/shared/board/action.ts';
import { newRowId, type PersonId, type RandomBytes, type SamverkanId } from '../../src/lib/shared/ids.ts';
import { bandsOf, isDueSoon, isNewlyOverdue, type Mornings } from '../../src/lib/shared/notices/action-bands.ts';
import { wantsMail } from '../../src/lib/shared/notices/notice-settings.ts';
import { afterQuiet } from '../../src/lib/shared/notices/quiet-hours.ts';
import type { Organisation } from '../../src/lib/shared/organisation.ts';
import { addDays, daysBetween, localDay, mondayOf, weekOf, type Day } from '../../src/lib/shared/week/iso-week.ts';
import { momentOf } from '../../src/lib/shared/week/local-time.ts';
import type { NewMail } from '../storage/mails.ts';
import type { Store } from '../storage/store.ts';
import type { Notices } from './notices.ts';
import { funktionerOf } from './receivers.ts';
import { readActions, type ActionsSource } from './show.ts';

/** When reminders and digests are made, Swedish time. */
export const MORNING = '07:00';

/** The latest day whose morning has come. */
export function latestMorning(now: number): Day {
	const today = localDay(now);
	return now >= momentOf(today, MORNING) ? today : addDays(today, -1);
}

export interface MorningParts {
	store: Pick<Store, 'organisation' | 'notices' | 'mails'> & ActionsSource['store'];
	rooms: ActionsSource['rooms'];
	notices: Pick<Notices, 'tell'>;
	now: () => number;
	random: RandomBytes;
}

/**
 * One samverkan's mornings since the last that was looked at: what falls due the next working day, what was due the one
 * before, and on Mondays everybody's åtgärder. However many mornings it is, each person gets one mail; and telling the same
 * mornings again tells nobody anything twice.
 */
export async function tellMornings(parts: MorningParts, samverkan: SamverkanId, mornings: Mornings): Promise<void> {
	const organisation = await parts.store.organisation.read(samverkan);
	const actions = (await readActions(parts, samverkan)).filter(({ number, removed }) => number !== null && !removed);
	const soon = actions.filter((action) => isDueSoon(action, mornings));
	const late = actions.filter((action) => isNewlyOverdue(action, mornings));
	for (const action of soon) await tellOf(parts, samverkan, 'due-soon', action);
	for (const action of late) await tellOf(parts, samverkan, 'overdue', action);
	for (const { person } of organisation.people)
		await mailTo({ ...parts, organisation, mornings }, person, { actions, due: [...soon, ...late] });
}

function tellOf(
	{ notices }: MorningParts,
	samverkan: SamverkanId,
	kind: 'due-soon' | 'overdue',
	action: Action
): Promise<void> {
	const told = { kind, about: { action: action.id }, funktioner: holdersOf(action) };
	return notices.tell({ ...told, samverkan, dedupe: `${kind}:${action.id}:${action.due}`, topic: `due:${action.id}` });
}

interface Morning extends MorningParts {
	organisation: Organisation;
	mornings: Mornings;
}

/** A digest says what a reminder of the same morning would. */
async function mailTo(
	morning: Morning,
	person: PersonId,
	of: { actions: readonly Action[]; due: readonly Action[] }
): Promise<void> {
	const { store, organisation, mornings } = morning;
	const funktioner = funktionerOf(organisation, person);
	const isTheirs = (action: Action) => isOwnAction(action, { funktioner });
	const settings = await store.notices.settings(person);
	const monday = mondayOf(weekOf(mornings.today));
	const isDigest = daysBetween(mornings.last, monday) > 0 && wantsMail(settings, 'digest');
	const own = of.actions.filter(isTheirs);
	const { overdue, thisWeek, later } = bandsOf(own, mornings.today);
	const nextTry = afterQuiet(morning.now(), settings.quiet);
	if (isDigest && overdue.length + thisWeek.length + later.length > 0)
		await addDigest(morning, person, monday, nextTry);
	else if (wantsMail(settings, 'reminder')) await addReminder(morning, person, of.due.filter(isTheirs), nextTry);
}

const mailOf = (
	{ organisation, now, random }: Morning,
	person: PersonId,
	mail: Pick<NewMail, 'kind' | 'items' | 'nextTry'> & { day: Day }
): NewMail => {
	const { day, kind, items, nextTry } = mail;
	const { id: samverkan } = organisation.samverkan;
	const dedupe = `${kind}:${samverkan}:${person}:${day}`;
	return { id: newRowId<'mail'>(random), dedupe, samverkan, person, kind, items, madeAt: now(), nextTry };
};

/** The newest alone is worth reading: those that could not be sent make room. */
async function addDigest(morning: Morning, person: PersonId, day: Day, nextTry: number): Promise<void> {
	const { mails } = morning.store;
	const mail = mailOf(morning, person, { kind: 'digest', day, items: [], nextTry });
	if (await mails.knows(mail.dedupe)) return;
	await mails.withdraw(mail.samverkan, person, ['digest', 'reminder']);
	await mails.add(mail);
}

async function addReminder(morning: Morning, person: PersonId, due: readonly Action[], nextTry: number): Promise<void> {
	if (due.length === 0) return;
	const items = due.map(({ id }) => ({ about: { action: id } }));
	await morning.store.mails.addOrJoin(
		mailOf(morning, person, { kind: 'reminder', day: morning.mornings.today, items, nextTry })
	);
}
