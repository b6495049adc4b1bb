import { ROLES } from '../access/roles.ts';
import { CIRCLE_WORDS, ROLE_WORDS } from '../board/words.ts';
import { formatWeek } from '../week/format.ts';
import { parseWeekKey } from '../week/iso-week.ts';
import { WEEK_STATE_WORDS } from '../week/lifecycle.ts';
import type { EventAbout, EventKind, LogEntry } from './event.ts';

/** Kinds of entries, as one filters by them. */
export const EVENT_WORDS: Record<EventKind, string> = {
	'log-in': 'Inloggning',
	'log-out': 'Utloggning',
	'log-in-failed': 'Misslyckad inloggning',
	view: 'Läst fastställd vecka',
	export: 'Hämtad fil',
	share: 'Delning',
	withdraw: 'Tillbakadragen delning',
	'week-move': 'Flyttad vecka',
	seal: 'Fastställande och rättelse',
	summary: 'Publik sammanfattning',
	flag: 'Flaggad personuppgift',
	'flag-judged': 'Granskad flagga',
	redact: 'Borttagen personuppgift',
	rights: 'Behörighet',
	invite: 'Inbjudan',
	settings: 'Inställning',
	'screen-link': 'Skärmlänk',
	'action-link': 'Länk i mejl',
	calendar: 'Kalenderlänk',
	restore: 'Återställning',
	'retention-settings': 'Gallringsregler',
	retention: 'Gallring',
	'log-read': 'Läst händelselogg',
	'log-export': 'Hämtad händelselogg'
};

/** Names by id, as whoever reads may see them. */
export interface EventNames {
	person(id: string): string;
	party(id: string): string;
}

/** What was done, in one sentence without its subject: "Läste protokollet för v. 41 2026". */
export function eventWords({ what, about }: Pick<LogEntry, 'what' | 'about'>, names: EventNames): string {
	const week = about.week ? ` ${weekName(about.week)}` : '';
	switch (what) {
		case 'log-in':
			return 'Loggade in';
		case 'log-out':
			return about.did === 'all' ? 'Alla inloggningar avslutades' : 'En inloggning avslutades';
		case 'log-in-failed':
			return about.did === 'too-many-attempts'
				? 'Försökte logga in för många gånger och stoppades'
				: 'Försökte logga in och kom inte in';
		case 'view':
			return `Läste ${VIEWS[about.page ?? ''] ?? 'den fastställda veckan'}${week}${filterWords(about)}`;
		case 'export':
			return `Hämtade ${fileWords(about)}${week}`;
		case 'share':
			return `Delade en rad${week} med ${circleWord(about.did)}`;
		case 'withdraw':
			return about.did === 'withdrawn' ? `Drog tillbaka en delad rad${week}` : `En delning blev inte av${week}`;
		case 'week-move':
			return `Flyttade${week} till: ${stateWord(about.did)}`;
		case 'seal':
			return sealWords(about, week);
		case 'summary':
			return `${about.did === 'approved' ? 'Godkände' : 'Ändrade'} den publika sammanfattningen${week}`;
		case 'flag':
			return 'Flaggade en personuppgift';
		case 'flag-judged':
			return 'Visade en flaggad rad igen efter granskning';
		case 'redact':
			return 'Tog bort en personuppgift för gott';
		case 'rights':
			return rightsWords(about, names);
		case 'invite':
			return inviteWords(about, names);
		case 'settings':
			return `Ändrade en inställning: ${pageWord(about.page)}`;
		case 'screen-link':
			return `${about.did === 'revoked' ? 'Skärmlänk återkallades' : 'Skapade en skärmlänk'}${week}`;
		case 'action-link':
			return about.did === 'revoked'
				? 'En åtgärds länk i mejl återkallades'
				: 'En länk till en åtgärd skickades i mejl';
		case 'calendar':
			return CALENDAR[about.did ?? ''] ?? 'Skapade en kalenderlänk';
		case 'restore':
			return `Återställde ${RESTORED[about.did ?? ''] ?? 'något'}${week}`;
		case 'retention-settings':
			return `Ändrade gallringsreglerna, beslut ${about.decision ?? '(inget)'}`;
		case 'retention':
			return `${RETENTION[about.did ?? ''] ?? 'Gallrade'}${about.page ? ` ${about.page}` : ''}${week}${countWords(about)}, beslut ${about.decision ?? '(okänt)'}`;
		case 'log-read':
			return about.did === 'verify'
				? 'Kontrollerade händelseloggens kedja'
				: `Läste händelseloggen${filterWords(about)}`;
		case 'log-export':
			return `Hämtade händelseloggen som ${format(about)}${countWords(about)}${filterWords(about)}`;
	}
}

const VIEWS: Record<string, string> = {
	board: 'tavlan för',
	protokoll: 'protokollet för',
	utdrag: 'utdraget ur',
	historik: 'historiken för',
	jamfor: 'jämförelsen med',
	sok: 'sökträffar ur',
	andringar: 'ändringar i',
	kort: 'ett korts historia i',
	oversikt: 'översikten över fastställda veckor'
};
const RESTORED: Record<string, string> = { field: 'ett fält', record: 'ett kort', week: 'veckan' };
const CALENDAR: Record<string, string> = {
	revoked: 'Tog bort en kalenderlänk',
	read: 'Kalendern hämtades med kalenderlänken'
};
const RETENTION: Record<string, string> = {
	begun: 'Började gallra',
	done: 'Gallrade',
	log: 'Gallrade händelseloggens äldsta poster'
};
const PAGES: Record<string, string> = {
	samverkan: 'samverkan',
	parter: 'parter',
	personer: 'personer',
	funktioner: 'funktioner',
	omraden: 'områden och platser',
	kategorier: 'kategorier',
	nivaer: 'lägesnivåer',
	moten: 'möten',
	overenskommelser: 'överenskommelser',
	fritextskydd: 'fritextskydd',
	utskick: 'utskick'
};
const FILES: Record<string, string> = {
	protokoll: 'protokollets fil',
	changes: 'ändringar',
	historik: 'ändringar',
	overview: 'översikten',
	oversikt: 'översikten',
	compare: 'jämförelsen',
	jamfor: 'jämförelsen'
};

function weekName(key: string): string {
	const week = parseWeekKey(key);
	return week ? `${formatWeek(week)} ${week.year}` : key;
}

const format = ({ format: name }: EventAbout): string => (name ?? 'fil').toUpperCase();
const pageWord = (page = ''): string => PAGES[page] ?? page;
const stateWord = (state = ''): string =>
	state in WEEK_STATE_WORDS ? WEEK_STATE_WORDS[state as keyof typeof WEEK_STATE_WORDS].toLowerCase() : state;
const circleWord = (circle = ''): string =>
	circle in CIRCLE_WORDS ? inSentence(CIRCLE_WORDS[circle as keyof typeof CIRCLE_WORDS].word) : circle;
/** Small, but for what is spelt in capitals. */
const inSentence = (word: string): string =>
	/^\p{Lu}\p{Lu}/u.test(word) ? word : word.charAt(0).toLowerCase() + word.slice(1);
const countWords = ({ rows }: EventAbout): string =>
	rows === undefined ? '' : `, ${rows} ${rows === 1 ? 'rad' : 'rader'}`;
/** Of an address' keys those whose meaning one does not see. */
const ASKED: Record<string, string> = { fran: 'från', till: 'till', q: 'sökord', omrade: 'område', atgard: 'åtgärd' };

/** ", urval: från 2026-42, till 2026-47" */
function filterWords({ filter = '' }: EventAbout): string {
	const asked = [...new URLSearchParams(filter)].map(([key, value]) => `${ASKED[key] ?? key} ${value}`.trim());
	return asked.length > 0 ? `, urval: ${asked.join(', ')}` : '';
}

const fileWords = (about: EventAbout): string =>
	`${FILES[about.page ?? ''] ?? 'en fil'} som ${format(about)}${countWords(about)}${filterWords(about)}`;

function sealWords({ did, number }: EventAbout, week: string): string {
	if (did === 'proposed') return `Föreslog att fastställa${week}`;
	return number ? `Fastställde rättelse ${number} till${week}` : `Fastställde${week}`;
}

function rightsWords({ page, did, subject, roles }: EventAbout, names: EventNames): string {
	const whose = subject ? ` för ${names.person(subject)}` : '';
	if (page === 'funktioner')
		return `Ändrade en funktion och vem som bemannar den${subject ? `: ${names.person(subject)}` : ''}`;
	if (did === 'tabort') return `Tog bort ${subject ? names.person(subject) : 'någon'} ur samverkan`;
	if (did === 'aterkallalankar') return `Återkallade länkar i mejl${whose}`;
	return `Ändrade behörighet${whose}${rolesWords(roles)}`;
}

function inviteWords({ did, roles, ofParty }: EventAbout, names: EventNames): string {
	const party = ofParty ? ` till ${names.party(ofParty)}` : '';
	if (did === 'used') return `Tog emot en inbjudan${rolesWords(roles)}`;
	if (did === 'aterkalla') return 'Återkallade en inbjudan';
	if (did === 'fornya') return 'Förnyade en inbjudan';
	return did === 'made'
		? `En inbjudan skapades${party}${rolesWords(roles)}`
		: `Bjöd in någon${party}${rolesWords(roles)}`;
}

const rolesWords = (roles: readonly string[] | undefined): string =>
	roles && roles.length > 0
		? `: ${ROLES.filter((role) => roles.includes(role))
				.map((role) => ROLE_WORDS[role].word.toLowerCase())
				.join(', ')}`
		: '';
