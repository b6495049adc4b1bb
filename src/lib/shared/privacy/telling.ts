import type { Span } from './span.ts';

/**
 * Words that point out one person without a name: born when, in which class, whose child, called what. Few people can
 * be meant in a small place, so leaving out the name is not enough (domain: OSL, de-identified discussion).
 */
const PERSON =
	'elev|eleven|elever|kille|killen|killar|killarna|tjej|tjejen|tjejer|tjejerna|pojke|pojken|pojkar|flicka|flickan|flickor|ungdom|ungdomen|ungdomar|barn|barnet|grabb|grabben|grabbar|person|son|sonen|dotter|dottern';
const CLASS =
	'\\d{1,2} ?[a-h](?![\\p{L}\\d])|[a-h]\\d(?![\\p{L}\\d])|(?:na|te|ek|sa|bf|bp|im)\\d{2}[a-h]?(?![\\p{L}\\d])';
const YEAR =
	'åk ?\\d|årskurs \\d|klass \\d|(?:ett|två|tre|fyr|fem|sex|sju|åtta|nia)n(?!\\p{L})|åttan(?!\\p{L})|\\d:an(?!\\p{L})';

const TELLING: readonly RegExp[] = [
	new RegExp(`(?<!\\p{L})(?:${PERSON}) (?:\\p{L}{1,15} ){0,2}(?:i|från|ur|på) (?:klass )?(?:${CLASS})`, 'giu'),
	new RegExp(
		`(?<!\\p{L})(?:elev|eleven|kille|killen|tjej|tjejen|pojke|pojken|flicka|flickan|grabben|sonen|dottern) (?:som går )?(?:i|från|ur) (?:${YEAR})`,
		'giu'
	),
	/(?<!\p{L})(?:son|dotter|barn|bror|brorsa|syster|mamma|pappa|mor|far|sambo|fru|man|kusin|flickvän|pojkvän) (?:till|åt) (?:\p{L}{1,20} )?(?:ägaren|innehavaren|rektorn|läraren|chefen|föreståndaren|ordföranden|politikern|\p{L}{2,20}ägaren)(?!\p{L})/giu,
	/(?<!\p{L})(?:ägaren|ägarna|innehavaren|hyresgästen|kvinnan|mannen|paret|familjen) (?:till|av|i|på|som äger|bakom) (?:\p{L}{2,20}[ -])?(?:pizzerian|kiosken|butiken|restaurangen|caféet|baren|frisörsalongen|salongen|videobutiken|tobaksaffären|grillen|villan|radhuset|lägenheten|huset|nummer \d{1,3})(?!\p{L})/giu,
	/(?<!\p{L})född(?:a)? (?:år(?:et)? |den |i |på |omkring |ca )?(?:[-’']\d\d(?!\d)|\d{4}(?!\d)|\d{6}(?!\d)|\d{8}(?!\d)|\d{1,2} \p{L}{3,9} \d{4}|\d{4}-\d\d-\d\d)/giu,
	/(?<![\p{L}\d.])f\. ?(?:[-’']?\d\d(?!\d)|(?:19|20)\d\d(?!\d))/giu,
	/(?<![\p{L}\d])(?:\d{6}|(?:19|20)\d{6})[ -]{0,3}(?:[xX*#?•_-]{4})/gu,
	/(?<!\p{L})(?:smeknamn(?:et)?|öknamn(?:et)?|går under namnet|går under|alias|kallas(?: för)?|kallar sig(?: för)?|kallad|heter i chatten|nick(?:et)?)[ :]{1,2}["”'’][^"”'’\n]{1,30}["”'’]/giu,
	/(?<!\p{L})(?:smeknamn(?:et)?|öknamn(?:et)?|går under namnet|alias|kallar sig(?: för)?|nicket)[ :]{1,2}\p{L}{2,20}/giu,
	/(?<!\p{L})(?:användarnamn(?:et)?|snap(?:chat)?(?:namn)?|insta(?:gram)?(?:konto)?|tiktok(?:konto)?)[ :]{1,2}(?:konto(?:t)? )?["”'’@]\S{2,30}/giu,
	/(?<!\p{L})bor (?:själv |ensam |kvar |numera )?(?:hos|på|i) (?:sin |sina )?(?:nummer|nr|port|uppgång|lägenhet|mamma|pappa|farmor|mormor|föräldrarna|föräldrar)(?!\p{L})(?: \d{1,3}\p{L}?| [A-H](?!\p{L}))?/gu
];

export const findTelling = (text: string): Span<'telling'>[] =>
	TELLING.flatMap((words) =>
		[...text.matchAll(words)].map((match) => ({
			kind: 'telling' as const,
			start: match.index,
			end: match.index + match[0].length
		}))
	);
