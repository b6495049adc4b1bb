import { error, type RequestEvent } from '@sveltejs/kit';
import { may } from '#lib/shared/access/policies.ts';
import type { Actor } from '#lib/shared/access/roles.ts';
import type { PersonId, SamverkanId } from '#lib/shared/ids.ts';
import { EVENTS, filterForLog, type KeptEntry, type LogFilter } from '#lib/shared/log/event.ts';
import { EVENT_WORDS, eventWords, type EventNames } from '#lib/shared/log/event-words.ts';
import type { Organisation } from '#lib/shared/organisation.ts';
import { addDays, parseDay, type Day } from '#lib/shared/week/iso-week.ts';
import { momentOf } from '#lib/shared/week/local-time.ts';
import { requireHistoryPage } from './guards.ts';
import { services } from './services.ts';

/** What the address asks for: whose log, and which entries of it. */
export interface LogAsked {
	actor: Actor;
	organisation: Organisation;
	/** Null: the installation's own, which only an administrator reads. */
	chain: SamverkanId | null;
	filter: LogFilter;
	/** As the form shows them. */
	fields: { vem: string; vad: string; fran: Day | ''; till: Day | ''; kedja: string };
	/** The address's filter, for links and for the log. */
	search: URLSearchParams;
}

/** The log that the address asks for, for somebody who may read it. */
export function requireLog(event: Pick<RequestEvent, 'locals' | 'url'>): LogAsked {
	const { actor, organisation } = requireHistoryPage(event, 'log');
	const asked = event.url.searchParams;
	const vem = /^[A-Za-z0-9_-]{1,64}$/.exec(asked.get('vem') ?? '')?.[0] ?? '';
	const vad = EVENTS.find((kind) => kind === asked.get('vad')) ?? '';
	const [fran, till] = [dayIn(asked, 'fran'), dayIn(asked, 'till')];
	const kedja = asked.get('kedja') === 'installation' ? 'installation' : '';
	if (kedja && !may(actor, 'audit:read-installation'))
		error(403, 'Installationens egen logg läses av administratörer. Samverkans logg ser du under Händelselogg.');
	const fields = { vem, vad, fran, till, kedja };
	const search = new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== ''));
	return { actor, organisation, chain: kedja ? null : actor.samverkan, filter: filterOf(fields), fields, search };
}

const dayIn = (asked: URLSearchParams, name: string): Day | '' => parseDay(asked.get(name) ?? '') ?? '';

const filterOf = ({ vem, vad, fran, till }: LogAsked['fields']): LogFilter => ({
	...(vem && { person: vem as PersonId }),
	...(vad && { what: EVENTS.find((kind) => kind === vad)! }),
	...(fran && { from: momentOf(fran) }),
	...(till && { until: momentOf(addDays(till, 1)) })
});

/** For what is logged of a reading. */
export const filterWords = ({ search }: Pick<LogAsked, 'search'>): string => filterForLog(search);

/** Names of everybody in the log, those who have left too: who did what is what it is for. */
export async function namesIn({ organisation, chain }: Pick<LogAsked, 'organisation' | 'chain'>) {
	const { store } = services();
	const names = new Map<string, string>(organisation.people.map(({ person, name }) => [person, name]));
	for (const person of await store.events.people(chain))
		if (!names.has(person)) names.set(person, (await store.accounts.person(person))?.name ?? 'Tidigare medlem');
	return names;
}

export function namesOf(names: ReadonlyMap<string, string>, { parties }: Organisation): EventNames {
	return {
		person: (id) => names.get(id) ?? 'Tidigare medlem',
		party: (id) => parties.find((party) => party.id === id)?.name ?? 'Tidigare part'
	};
}

export interface LogLine {
	number: number;
	at: number;
	kind: string;
	who: string;
	party: string;
	text: string;
	sha256: string;
}

/** Who did it is nobody where a rule of the server did. */
export const lineOf = ({ number, at, what, person, party, about, sha256 }: KeptEntry, names: EventNames): LogLine => ({
	...{ number, at, kind: EVENT_WORDS[what], sha256 },
	who: person ? names.person(person) : what === 'log-in-failed' ? 'Okänt konto' : 'Lägestavlan',
	party: party ? names.party(party) : '',
	text: eventWords({ what, about }, names)
});
