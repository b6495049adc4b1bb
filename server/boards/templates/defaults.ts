import { DEFAULT_MEETING } from '../../../src/lib/shared/meeting/agenda.ts';
import type { AlertLevel } from '../../../src/lib/shared/organisation.ts';
import type { TemplateCategory } from './template.ts';

/** The default list of domain.md §1.6. Codes are stable: statistics over years rest on them. */
export const DEFAULT_CATEGORIES: readonly TemplateCategory[] = [
	{ code: 'B01', name: 'Våld och bråk', group: 'crime' },
	{ code: 'B02', name: 'Hot, ofredande och trakasserier', group: 'crime' },
	{ code: 'B03', name: 'Rån och personstöld', group: 'crime' },
	{ code: 'B04', name: 'Inbrott', group: 'crime' },
	{ code: 'B05', name: 'Stöld och snatteri (även cykel/fordon)', group: 'crime' },
	{ code: 'B06', name: 'Skadegörelse', group: 'crime' },
	{ code: 'B07', name: 'Klotter', group: 'crime' },
	{ code: 'B08', name: 'Anlagd brand och pyroteknik', group: 'crime' },
	{ code: 'B09', name: 'Narkotika – innehav/bruk/misstänkt försäljning', group: 'crime' },
	{ code: 'B10', name: 'Öppen narkotikahandel (plats)', group: 'crime' },
	{ code: 'B11', name: 'Vapen, skjutning, sprängning', group: 'crime' },
	{ code: 'B12', name: 'Hot/våld mot personal, otillåten påverkan', group: 'crime' },
	{ code: 'B13', name: 'Hatbrott / VBE-relaterade symboler', group: 'crime' },
	{ code: 'T01', name: 'Trafik: hastighet och vårdslös körning', group: 'traffic' },
	{ code: 'T02', name: 'Motorburen problematik (A-traktor, moped, buskörning, ljud)', group: 'traffic' },
	{ code: 'O01', name: 'Ordningsstörning / störande samling', group: 'unsafety' },
	{ code: 'O02', name: 'Alkohol och berusning i offentlig miljö', group: 'unsafety' },
	{ code: 'O03', name: 'Social oro / ryktesspridning', group: 'unsafety' },
	{ code: 'O04', name: 'Upplevd otrygghet', group: 'unsafety' },
	{ code: 'M01', name: 'Nedskräpning och dumpning', group: 'environment' },
	{ code: 'M02', name: 'Bristande belysning', group: 'environment' },
	{ code: 'M03', name: 'Skymd sikt, växtlighet, trasig miljö', group: 'environment' },
	{ code: 'M04', name: 'Oseriös verksamhet / tillsynsbehov (branschnivå)', group: 'supervision' },
	{ code: 'K01', name: 'Kommande händelse / evenemang / riskdatum', group: 'ahead' },
	{ code: 'P01', name: 'Positiv iakttagelse / lugnt läge', group: 'positive' }
];

/** domain.md §1.7. Names and number of levels are the samverkan's to change. */
export const DEFAULT_LEVELS: readonly AlertLevel[] = [
	{ number: 1, name: 'Grönt – normalläge', meaning: 'Ordinarie linjearbete.' },
	{
		number: 2,
		name: 'Gult – förhöjt läge',
		meaning: 'Extra uppmärksamhet, åtgärd krävs, avstämning mellan mötena.'
	},
	{
		number: 3,
		name: 'Rött – kraftsamling',
		meaning: 'Extra avstämning samma dag eller vecka, ledningen informeras, samlad insats, samordnad kommunikation.'
	}
];

/** How a samverkan begins where nothing else is said: a meeting every Thursday (domain.md §1.3), nothing kept on devices. */
export const DEFAULTS = { cadenceDays: 7, meetingWeekday: 4, offlineCopies: false, meeting: DEFAULT_MEETING } as const;
