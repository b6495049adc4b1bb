import type { MainPage } from '../access/main-pages.ts';
import { formatWeek, formatWeekDates } from '../week/format.ts';
import { addWeeks, weekPath, type Week } from '../week/iso-week.ts';
import { weekAsked } from '../week/week-asked.ts';
import { searchTerms, wordsIn } from './terms.ts';

/** What a line of the palette does. */
export type Does =
	| { do: 'go'; href: string }
	/** Presses a control that the page has: what the page does not offer is not here either. */
	| { do: 'press'; control: string }
	| { do: 'theme'; theme: 'light' | 'dark' | 'system' }
	| { do: 'log-out' };

export interface Command {
	id: string;
	name: string;
	/** Beside the name, quieter. */
	hint: string;
	/** Other words that somebody may look for it by. */
	also: string;
	does: Does;
}

export interface CommandFacts {
	/** Those of this person: see `mainPagesOf`. */
	pages: readonly MainPage[];
	/** Names of the controls that the page offers just now. */
	controls: readonly string[];
	thisWeek: Week;
}

/** Every command there is for this person on this page, in the order they are shown. */
export function commandsOf({ pages, controls, thisWeek }: CommandFacts): Command[] {
	const hasBoard = pages.some(({ key }) => key === 'board');
	const hasHistory = pages.some(({ key }) => key === 'history');
	const weeks = [
		{ name: 'Den här veckan', week: thisWeek },
		{ name: 'Förra veckan', week: addWeeks(thisWeek, -1) },
		{ name: 'Nästa vecka', week: addWeeks(thisWeek, 1) }
	];
	return [
		...pages.map(({ name, href }) => command(name, { do: 'go', href }, 'gå till')),
		...(hasBoard ? weeks.map(({ name, week }) => ({ ...toWeek(week), id: name, name })) : []),
		...(hasHistory ? [toPast('Visa tavlan som den var', thisWeek)] : []),
		...controls.map((name) => command(name, { do: 'press', control: name })),
		command('Ljust tema', { do: 'theme', theme: 'light' }, 'byt tema utseende'),
		command('Mörkt tema', { do: 'theme', theme: 'dark' }, 'byt tema utseende'),
		command('Tema som datorn', { do: 'theme', theme: 'system' }, 'byt utseende'),
		command('Mitt konto', { do: 'go', href: '/konto' }, 'lösenord namn'),
		command('Logga ut', { do: 'log-out' })
	];
}

const command = (name: string, does: Does, also = ''): Command => ({ id: name, name, hint: '', also, does });

function toWeek(week: Week): Command {
	const name = `Gå till vecka ${week.number}`;
	const hint = `${formatWeek(week)}, ${formatWeekDates(week)}`;
	return { id: name, name, hint, also: 'gå till', does: { do: 'go', href: `/v/${weekPath(week)}` } };
}

const toPast = (name: string, week: Week): Command =>
	command(name, { do: 'go', href: `/v/${weekPath(week)}/historik` }, 'historik så såg det ut spola tillbaka');

/** The week that the words mean, then the commands that have them; all commands where there are no words. */
export function commandsFor(typed: string, facts: CommandFacts): Command[] {
	const terms = searchTerms(typed);
	const hasBoard = facts.pages.some(({ key }) => key === 'board');
	const week = hasBoard ? weekAsked(typed, { near: facts.thisWeek, bare: false }) : null;
	const matching = commandsOf(facts).filter(({ name, also }) => {
		const words = wordsIn(`${name} ${also}`);
		return terms.every((term) => words.some((word) => word.startsWith(term)));
	});
	const hasHistory = facts.pages.some(({ key }) => key === 'history');
	const past = week && hasHistory ? [toPast(`Visa tavlan som den var vecka ${week.number}`, week)] : [];
	const asked = week ? [toWeek(week), ...past] : [];
	return [...asked, ...matching.filter(({ does }) => !asked.some((one) => isSame(one.does, does)))];
}

const isSame = (a: Does, b: Does): boolean => JSON.stringify(a) === JSON.stringify(b);
