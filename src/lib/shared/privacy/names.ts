import { ALSO_WORDS, GIVEN_NAMES, SURNAMES, WORDS_AT_START } from './given-names.ts';
import type { Span } from './span.ts';

interface Word {
	start: number;
	end: number;
	text: string;
	/** The given name or surname it is, without the genitive's s. */
	plain: string;
	capital: boolean;
	/** What stands between it and the word before. */
	gap: string;
}

/** After a name these make it a place or an organisation: Sofia skola, Olof Palmes plats, Larssons Bil. */
const PLACE_AFTER =
	/^(?:skola|skolan|skolgård|kyrka|kyrkan|församling|gata|gatan|väg|vägen|torg|torget|park|parken|plats|platsen|plan|gränd|stig|backe|bro|förskola|gymnasium|gymnasiet|friskola|center|centrum|café|kafé|krog|pizzeria|restaurang|kiosk|livs|bageri|salong|frisör|bil|bygg|el|ab|hb|fastigheter|förlag|stiftelse|minnesfond|hall|hallen|arena|gård|gården|hus|huset|hage|udde|vik|ö|by|kulle|allé|hamn|äng|dotter|kebab|grill|bar|pub|skor|mode|buss|taxi|städ)$/iu;
/** Before a name these make it one, whatever else the word may mean. */
const TELLS_NAME =
	/(?:^|[^\p{L}])(?:heter|hette|vid namn|namnet|kallas|kallad|kallade|son till|dotter till|barn till|bror till|syster till|mamma till|pappa till|förälder till|föräldrar till|mor till|far till|sambo till|fru till|kusin till|kompis till|flickvän till|pojkvän till|gift med|familjen|herr|fru|elev(?:en)?|pojken|flickan|killen|tjejen|mannen|kvinnan|ungdomen|mamman|pappan|brodern|brorsan|systern|sonen|dottern|grannen|barnet|hyresgästen|väktaren|läraren|signaturen)[ ,:]{1,2}["”'’]?$/iu;
/** After a word that names things, "heter" and "kallas" tell of no person. */
const NAMES_A_THING =
	/(?:gatan|vägen|platsen|parken|torget|skolan|föreningen|gruppen|appen|projektet|insatsen|kampanjen|butiken|kiosken|lokalen|området|mötet|rapporten|formuläret|dokumentet|filen|programmet|vandringen|kvarteret|nätverket|kontot|evenemanget|festivalen|turneringen|bolaget|företaget|laget|klubben|stigen|tunneln|bron|planen) (?:som )?(?:heter|hette|kallas|kallad|kallade)[ ,:]{1,2}["”'’]?$/iu;
const KIN_AFTER =
	/^(?:bror|brorsa|syster|mamma|pappa|mor|far|föräldrar|förälder|kompis|kompisar|vän|vänner|son|dotter|kusin|sambo|flickvän|pojkvän|familj|lägenhet|villa|bostad|hem|adress|moped|moppe|bil|epa|lärare|klass|telefon|mobil|namn|gäng)$/iu;
const FUNCTION_WORDS = new Set(
	'polisen polis kommunen kommunpolis områdespolis fältgruppen fältassistent väktare ordningsvakt rektor socialtjänsten räddningstjänsten kommun lpo brå est fritidsgården fritidsgård gatu samordnare nattvandrare bovärd peab ica coop willys hemköp lidl systembolaget resecentrum centrum'.split(
		' '
	)
);

/**
 * Names of people: a given name with a surname, and a given name alone where it can not be anything else or the words
 * around it tell. Names of places and of the samverkan's own things are for `allow` to take away.
 */
export function findNames(text: string): Span<'name'>[] {
	const words = wordsOf(text);
	const found: Span<'name'>[] = [];
	for (let i = 0; i < words.length;) {
		const length = nameAt(text, words, i);
		if (length > 0) found.push({ kind: 'name', start: words[i]!.start, end: words[i + length - 1]!.end });
		i += Math.max(1, length);
	}
	return found;
}

function wordsOf(text: string): Word[] {
	let before = 0;
	return [...text.matchAll(/\p{L}{1,40}(?:[’'-]\p{L}{1,40}){0,3}/gu)].map(({ 0: word, index }) => {
		const gap = text.slice(before, index);
		before = index + word.length;
		const lower = word.toLowerCase();
		return { start: index, end: before, text: word, plain: plainName(lower), capital: word[0] !== lower[0], gap };
	});
}

const isName = (name: string): boolean => GIVEN_NAMES.has(name) || isSurname(name);

/** "Ahmeds" is Ahmed's; "Mats" and "Jonas" are their own; "Ann-Marie" is a name when each of its parts is. */
function plainName(lower: string): string {
	if (isName(lower)) return lower;
	const owner = lower.replace(/[’']?s$/, '');
	if (owner !== lower && isName(owner)) return owner;
	const parts = lower.split('-');
	return parts.length > 1 && parts.every((part) => GIVEN_NAMES.has(part)) ? parts[0]! : lower;
}

const isGiven = ({ plain }: Word): boolean => GIVEN_NAMES.has(plain);
const isSurname = (name: string): boolean => SURNAMES.has(name) || (name.length > 5 && name.endsWith('sson'));

/** How many words from here are one person's name. */
function nameAt(text: string, words: Word[], i: number): number {
	const word = words[i]!;
	const next = follows(words[i + 1]) ? words[i + 1] : undefined;
	if (isOfPlace(word, next, words[i + 2], text)) return 0;
	if (text[word.start - 1] === '@') return 0; // somebody is called upon, by the product's own list
	if (next && isPair(word, next, words[i - 1])) return isPlaceWord(words[i + 2]) ? 0 : 2;
	return isAlone(text, words, i, next) ? 1 : 0;
}

const follows = (word: Word | undefined): boolean => word !== undefined && /^[ ]{1,2}$/.test(word.gap);
const isPlaceWord = (word: Word | undefined): boolean => follows(word) && PLACE_AFTER.test(word!.text);

function isOfPlace(word: Word, next: Word | undefined, third: Word | undefined, text: string): boolean {
	if (isPlaceWord(next)) return true;
	if (
		/(?:^|[^\p{L}])(?:s:t|s:ta|sankt|sankta|kung|drottning|sjukhuset|hotell|kvarteret|kv\.?|restaurang|pizzeria|café|salong|frisör|skolan|storm(?:en)?|stormen) $/iu.test(
			text.slice(Math.max(0, word.start - 14), word.start)
		)
	)
		return true;
	return next !== undefined && isGiven(word) && isPlaceWord(third) && next.capital;
}

function isPair(word: Word, next: Word, before: Word | undefined): boolean {
	if (isGiven(word) && isSurname(next.plain) && (word.capital || !ALSO_WORDS.has(word.plain))) return true;
	if (!word.capital || !next.capital) return false;
	if (isShout(word) && !isGiven(word)) return false;
	if (FUNCTION_WORDS.has(next.text.toLowerCase())) return false;
	if (
		isGiven(word) &&
		next.text.length > 2 &&
		!/(?:gatan|vägen|torget|skolan|parken|berget|dal|borg|hem|kommun)$/iu.test(next.text)
	) {
		return !ALSO_WORDS.has(word.plain) || GIVEN_NAMES.has(next.plain) || !startsSentence(word, before);
	}
	return isSurname(next.plain) && next.plain.endsWith('sson') && !FUNCTION_WORDS.has(word.text.toLowerCase());
}

const isShout = ({ text }: Word): boolean => text.length > 1 && text === text.toUpperCase();
const startsSentence = (word: Word, before: Word | undefined): boolean =>
	before === undefined || /[.!?:\n–•-]\s*$|\n/.test(word.gap);

function isAlone(text: string, words: Word[], i: number, next: Word | undefined): boolean {
	const word = words[i]!;
	const told = TELLS_NAME.exec(text.slice(Math.max(0, word.start - 40), word.start));
	if (told && !NAMES_A_THING.test(text.slice(Math.max(0, word.start - 50), word.start)) && isToldName(word))
		return true;
	if (!isGiven(word))
		return word.capital && /sson$/.test(word.plain) && !startsSentence(word, words[i - 1]) && !next?.capital;
	if (WORDS_AT_START.has(word.plain) && (startsSentence(word, words[i - 1]) || !word.capital)) return false;
	if (ALSO_WORDS.has(word.plain) && !WORDS_AT_START.has(word.plain))
		return isKin(word, next) && word.capital && !startsSentence(word, words[i - 1]);
	if (word.capital) return isShout(word) ? false : !next?.capital || isGiven(next);
	return isKin(word, next) && word.plain.length > 3;
}

const isToldName = (word: Word): boolean =>
	(word.capital &&
		!isShout(word) &&
		!/(?:gatan|vägen|torget|skolan|parken|gården|polisen|kommunen)$/iu.test(word.text)) ||
	(isGiven(word) && !ALSO_WORDS.has(word.plain));

/** "Kevins bror": of whom, and what is of a person. */
const isKin = (word: Word, next: Word | undefined): boolean =>
	next !== undefined && word.text.toLowerCase() !== word.plain && KIN_AFTER.test(next.text);
