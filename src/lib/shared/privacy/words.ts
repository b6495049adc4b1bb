import { hasBlockedNumber } from './blocked-numbers.ts';
import type { FindingKind, WarnedKind } from './findings.ts';

/** Said while a text that holds a number is not saved, and by every form that was sent with one. */
export const NUMBER_IN_TEXT = 'Personnummer sparas aldrig. Ta bort siffrorna så sparas resten.';

/** What was found, with a capital, as in lists. */
export const FINDING_NAMES: Record<FindingKind, string> = {
	'personal-number': 'Personnummer',
	'coordination-number': 'Samordningsnummer',
	'reserve-number': 'Reservnummer',
	'likely-number': 'Liknar ett personnummer',
	phone: 'Telefonnummer',
	email: 'E-postadress',
	plate: 'Registreringsnummer',
	flat: 'Lägenhetsnummer',
	address: 'Gatuadress',
	name: 'Personnamn',
	telling: 'Pekar ut en person'
};

/** What to write instead. */
export const FINDING_ADVICE: Record<WarnedKind, string> = {
	'likely-number': 'Ta bort det om det är ett personnummer.',
	phone: 'Skriv vilken funktion som ska nås i stället.',
	email: 'Skriv vilken funktion som ska nås i stället.',
	plate: 'Beskriv fordonet utan nummer, till exempel ”en vit A-traktor”.',
	flat: 'Skriv kvarteret eller platsen i stället.',
	address: 'Skriv gatan eller platsen utan nummer.',
	name: 'Skriv funktionen eller situationen, inte vem det är.',
	telling: 'Beskriv situationen så att ingen enskild går att känna igen.'
};

/** What is wrong with a text that somebody sends, in words for its form; null where it may be stored. */
export const privacyProblem = (text: string, today?: string): string | null =>
	hasBlockedNumber(text, today) ? NUMBER_IN_TEXT : null;
