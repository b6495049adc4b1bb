import type { Teller } from './told.ts';

const WHAT = (
	'Skräp och glas|Hög musik|Klotter|Ungdomar samlas|Två cykelstölder|Trasig belysning|Mopeder kör på gångvägen|' +
	'Inbrottsförsök i källarförråd|Öppen försäljning|Bråk mellan två sällskap|Nedskräpning efter helgen|Buller från parkeringen|' +
	'Skadegörelse på busskuren|A-traktorer driftar|Berusade personer|Lugnare än förra veckan|Snatterier i butikerna|Brand i papperskorg'
).split('|');
const WHEN =
	'fredag kväll|under helgen|efter skoltid|sent på natten|vid stängning|på eftermiddagarna|återkommande'.split('|');
const MORE = (
	'tre samtal till kommunen|städat på måndagen|väktare har rondat|polisen har varit på plats två gånger|skolan är informerad|' +
	'bostadsbolaget följer upp|oroade boende har hört av sig|lugn stämning|avtar när belysningen fungerar|nattvandrare har noterat samma'
).split('|');
const DO = (
	'Extra ronder|Laga belysningen|Klottersanera|Dialog med butikerna|Trafikkontroll|Gemensam vandring|Beskära buskage|Föräldrabrev|' +
	'Synlig närvaro|Städinsats|Tillsyn av serveringstillstånd|Möte med hyresgästföreningen|Kamerabevakning utreds|Fältarbete kvällstid'
).split('|');
const WHY =
	'ökade störningar|upprepade anmälningar|lugnt i två veckor|färre samtal|ny plats för samlingar|högtid väntar'.split(
		'|'
	);

/** What happened, when and what was done about it. */
export const observation = (teller: Teller): string => `${teller.oneOf(WHAT)} ${teller.oneOf(WHEN)}`;
export const more = (teller: Teller): string => teller.oneOf(MORE);
export const measure = (teller: Teller): string => `${teller.oneOf(DO)} ${teller.oneOf(WHEN)}`;
export const reason = (teller: Teller): string => teller.oneOf(WHY);
