import type { Span } from './span.ts';

type ContactKind = 'phone' | 'email' | 'plate' | 'flat' | 'address';

export const findContacts = (text: string): Span<ContactKind>[] => [
	...findPhones(text),
	...findEmails(text),
	...findPlates(text),
	...findFlats(text),
	...findAddresses(text)
];

/** Switchboards and service lines, 077-, 020- and 0200-, are nobody's own. */
const SERVICE = /^(077|020|0900|0939)/;

/** Telephone numbers as PTS writes them and as people do: area code first, or +46; dates, times and dnr are not. */
function findPhones(text: string): Span<'phone'>[] {
	const found: Span<'phone'>[] = [];
	const shape = /(?<![\d/:.,\p{L}-])(?:(?:\+|00)46[ -]?(?:\(0\))?[ -]?|0)[1-9]\d{0,12}(?:[ ./-]{1,3}\d{1,8}){0,5}/gu;
	for (const match of text.matchAll(shape)) {
		const whole = trimmed(match[0], text[match.index + match[0].length]);
		const local = whole.replace(/\D/g, '').replace(/^(0046|46)0?(?=[1-9])/, '0');
		if (isPhone(whole, local)) found.push({ kind: 'phone', start: match.index, end: match.index + whole.length });
	}
	return found;
}

/** Groups that do not belong to the number any more, as "… 15 personer", are let go until it has a number's length. */
function trimmed(written: string, next: string | undefined): string {
	let whole = written;
	const tooLong = () => whole.replace(/\D/g, '').length > (/^(\+|00)/.test(whole) ? 13 : 10);
	while (tooLong() && /[ ./-]/.test(whole)) whole = whole.replace(/[ ./-]{1,3}\d+$/, '');
	return whole === written && next !== undefined && /[\d:]/.test(next) ? '' : whole;
}

function isPhone(whole: string, local: string): boolean {
	if (local.length < 8 || local.length > 10 || SERVICE.test(local)) return false;
	if (/^(\+|00)/.test(whole)) return true;
	const [area, ...rest] = whole.split(/[ ./-]{1,3}/);
	if (rest.length === 0) return local.length >= 9;
	if (area!.length > 4 || /^\d\d[./-]\d\d[./-]\d{2,4}$/.test(whole)) return false;
	if (/[./]/.test(whole) && !local.startsWith('07')) return false;
	return whole[area!.length] === '-' ? local.length >= 8 : local.length >= 9;
}

/** Looked for from the @: a long line without one costs nothing. */
function findEmails(text: string): Span<'email'>[] {
	const found: Span<'email'>[] = [];
	for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
		const name = /[\p{L}\d._%+-]{1,64}$/u.exec(text.slice(Math.max(0, at - 64), at))?.[0];
		const host = /^[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){0,5}\.\p{L}{2,24}/u.exec(text.slice(at + 1, at + 256))?.[0];
		if (name && host) found.push({ kind: 'email', start: at - name.length, end: at + 1 + host.length });
	}
	return found;
}

/** Words and abbreviations of three letters that stand before figures; a plate has them rarely, a sentence often. */
const NOT_A_PLATE = new Set(
	`och att har med det den som mot per max mer man men nya sex fem tre bus rum lag par typ tom ute upp ner bad bar mat
	kan ska fre ons tor dag mod ett alla dnr sfs kap art mom tel lpo est bra osl gdp epa bmw gps lgh cap cca var vid vin
	nej hos hon han jag vet ser tog tar gav ger kom kör gör bor gat fem ton kub kvm lyx mak mil min mot nat net nod nog
	nya ord ort ost pga plk pub ras ren rea rep res ret rom ros rot run rus sal sen ser sju sot sov sti sun sve syd syn
	tal tid tim top tro tum tun und usb utb vad van vei vem vgs vår cat dba pdf doc web app kod ean num ref sid fig tab
	ksa kso lan len led lek ben bet bok bor bot buk fan far fas fat fel fet fot fyr fam gul hal hur hel iso ifo kl kla
	klo fjo igo inr jan feb mar apr maj jun jul aug sep okt nov dec hus eta etg byg kom vag vec veck tag pub pkt ska ung
	cup run km moh med nrs st`
		.split(/\s+/)
		.filter((word) => word.length === 3)
);
const VEHICLE =
	/(?:reg|bil|moped|moppe|mopp|traktor|skylt|plåt|fordon|volvo|saab|bmw|audi|vw|golf|epa|mc)\S{0,12}[ :]{1,2}(?:\S{1,12} ){0,3}$/i;

/** ABC 123 and ABC 12D. Q, V and I are never used, nor Å, Ä and Ö; O is not the last sign. */
function findPlates(text: string): Span<'plate'>[] {
	const found: Span<'plate'>[] = [];
	for (const match of text.matchAll(/(?<![\p{L}\d_-])([a-z]{3})([ -]?)(\d{2}[a-z\d])(?![\p{L}\d_]|[-:.]\d)/giu)) {
		const [all, letters, gap, figures] = match as unknown as [string, string, string, string];
		if (/[iqv]/i.test(letters) || /[iqvo]$/i.test(figures)) continue;
		const near = VEHICLE.test(text.slice(Math.max(0, match.index - 60), match.index));
		if (!near && !looksLikePlate(letters, gap, figures)) continue;
		found.push({ kind: 'plate', start: match.index, end: match.index + all.length });
	}
	return found;
}

function looksLikePlate(letters: string, gap: string, figures: string): boolean {
	if (NOT_A_PLATE.has(letters.toLowerCase())) return false;
	const upper = letters === letters.toUpperCase();
	return gap === '' ? upper || letters === letters.toLowerCase() : upper || /[a-z]$/i.test(figures) || gap === ' ';
}

/** Lägenhetsnummer: of Lantmäteriet (four figures) and of every day. */
const findFlats = (text: string): Span<'flat'>[] =>
	[
		...text.matchAll(
			/(?<!\p{L})(?:lgh\.?|lägenhet(?:en)?|lägenhetsnummer|lägenhetsnr)[ :]{0,2}(?:nr\.? ?|nummer )?\d{1,4}(?!\d)/giu
		)
	]
		.filter(
			(match) =>
				!/^ ?(st|rok|rum|av|till|kr)(?!\p{L})/iu.test(
					text.slice(match.index + match[0].length, match.index + match[0].length + 8)
				)
		)
		.map((match) => ({ kind: 'flat', start: match.index, end: match.index + match[0].length }));

const STREET_END =
	'gatan|gata|vägen|väg|gränden|gränd|stigen|stig|backen|backe|torget|torg|allén|allé|plan|planen|leden|svängen|kroken|ringen|slingan|platsen|plats|brinken|kajen|esplanaden|terrassen|gången|liden|gårdsgatan|promenaden|stråket|strand|strandvägen|gärdet|kullen|höjden|hagen|åsen';
/** Ends with a street's word and is none, or is one where nobody lives. */
const NO_STREET =
	/^(?:riks|läns|europa|motor|cykel|gång|skogs|grus|bil|järn|ut|in|om|genom|åter|avfarts|skol)väg(?:en)?$|^(?:detalj|översikts|handlings|verksamhets|åtgärds|närvaro|aktivitets|kommunikations|insats|fotbolls|grus|idrotts|konstgräs|boll|hand|spel|lek|is|fot|mellan|våning|arbets|bygg|parkerings|mötes|brotts|uppställnings|markering|lastnings)\p{L}{0,3}(?:plan|planen|plats|platsen)$|^(?:över|till|ned|upp|ut|om|genom|in|fram|för|före|av|på|mot|under|person|motor|kö|trafik|gångb?|öppning|ordnings|rätte|mål|inled|med)(?:gången|leden|åsen)$|^(?:om|upp|ut|in|ned)?gången$|^(?:bil|plan|arm|ned|om)gången$/iu;
/** After the number stands what was counted, or a moment: "Storgatan 3 bilar", "Storgatan 22.30", "Storgatan 15 juni". */
const COUNTED =
	/^(?:[.:]\d|[-–]\d+ ?(?:kr|st|min|dec|jan)| ?%| (?:st|gånger|personer|ungdomar|killar|tjejer|bilar|mopeder|fordon|fall|anmälningar|händelser|rapporter|inbrott|kr|kronor|min|minuter|tim|timmar|dagar|kvällar|veckor|m|meter|km|procent|år|grader|flaskor|tillfällen|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|jan|feb|apr|aug|sep|okt|nov|dec|nya|pass|lampor|armaturer|larm|samtal)(?!\p{L}))/iu;

/** A street with a number may be somebody's home; a street or a square alone is a place. */
function findAddresses(text: string): Span<'address'>[] {
	const found: Span<'address'>[] = [];
	const shape = new RegExp(
		`(?<![\\p{L}\\d-])(\\p{L}{1,30}?(?:${STREET_END})|\\p{Lu}\\p{L}{1,30}s? (?:gata|väg|gränd|torg|plats|stig|backe|plan|allé)) (?:nr\\.? |nummer )?(\\d{1,3})( ?[A-HJ-Za-h](?![\\p{L}\\d]))?(?!\\d)`,
		'gu'
	);
	for (const match of text.matchAll(shape)) {
		const [all, street] = match as unknown as [string, string];
		const end = match.index + all.length;
		if (isStreet(street) && !COUNTED.test(text.slice(end, end + 16)))
			found.push({ kind: 'address', start: match.index, end });
	}
	return found;
}

/** In lower case only the commonest ends are a street's name: "centralplan 3" is, "på backen 3" is not. */
function isStreet(street: string): boolean {
	if (NO_STREET.test(street)) return false;
	if (/^\p{Lu}/u.test(street))
		return !/^(?:gatan|vägen|torget|backen|platsen|planen|plan|plats|väg|allén|stigen|hagen|åsen|kullen|gången|ringen|leden|stråket|höjden)$/iu.test(
			street
		);
	return /\p{L}{2,}(?:gatan|vägen|gränd|gränden|stigen|allén)$/u.test(street);
}
