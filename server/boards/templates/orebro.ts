import { DEFAULT_CATEGORIES, DEFAULT_LEVELS } from './defaults.ts';
import type { Template } from './template.ts';

/**
 * Made from "Samverkansöverenskommelse 2024-2026" (signed 2023-12-11) and nothing else. Functions are its lists of what
 * the parties guarantee, line by line, spelling kept. It speaks of five partnerskapsområden and names three.
 */
const MUNICIPALITY_NUMBER = 'KS 1382/2023';
const POLICE_NUMBER = 'A713.561/2023';
const FOLLOW_UP_RESPONSIBLE = 'kommunpolis och brottsförebyggare i Örebro kommun';

const guaranteed = (party: string, names: string[]) => names.map((name) => ({ party, name, guaranteed: true }));

export const orebro: Template = {
	key: 'orebro',
	slug: 'orebro',
	name: 'Örebro',
	municipality: 'Örebro kommun',
	policeDistrict: 'Lokalpolisområde Örebro',
	parties: [
		{ key: 'police', name: 'Lokalpolisområde Örebro', kind: 'police', registryNumber: POLICE_NUMBER },
		{ key: 'municipality', name: 'Örebro kommun', kind: 'municipality', registryNumber: MUNICIPALITY_NUMBER }
	],
	funktioner: [
		...guaranteed('police', [
			'Kommunpolis som samordnar EST, ANDTS, ÖreBrå, samt trygghetsmätningar',
			'Områdespolisverksamhet',
			'Samordnare och kontaktpersoner inom Sociala insatsgrupper (SIG)',
			'Lokal avhopparsamordnare',
			'Samordnare och resurser för att genomföra call-in och custom notifications samt sanktioner inom GVI – Gruppvåldsintervention',
			'Representant till styrgrupp till SIG och SSPF',
			'Samordnare och operativa resurser för det gemensamma arbetet mot branscher med oseriösa aktörer'
		]),
		...guaranteed('municipality', [
			'Utpekade tjänster som ansvarar för samordningen vad gäller arbetet med narkotika och doping, ÖreBRÅ, ' +
				'Sociala insatsgrupper, våldsbejakande extremism välfärdsbrottslighet, trygghetsmätningar och det övergripande brottsförebyggande arbetet',
			'Brottsförebyggande operativ samordnare för EST',
			'Fältassistenter med ett uppsökande områdesuppdrag',
			'Samordnare för ordningsvakter',
			'Ansvariga för platssamverkan i kommunens fem partnerskapsområden',
			'Samordnare, och resurser för att genomföra call-in och custom notifications samt sanktioner och sociala insatser inom GVI – Gruppvåldsintervention',
			'Samordnare för arbetet med lokal avhoppbarverksamhet',
			'Representant till styrgrupp till SIG / SSPF',
			'Uttalade samordnare för arbetet med SSPF, en strukturerad samverkan med skola, socialtjänst, fritidsgårdar och polis',
			'En samordnare för arbetet mot öppen narkotikahandling',
			'Samordning för det gemensamma arbetet inom tillsyn av branscher med oseriösa aktörer'
		]),
		// Named as answering for the agreement; not among the guaranteed.
		{ party: 'police', name: 'Lokalpolisområdeschef', guaranteed: false },
		{ party: 'municipality', name: 'Trygghetsutskottets ordförande', guaranteed: false }
	],
	areas: [
		{ key: 'vivalla', name: 'Vivalla/Baronbackarna', places: [] },
		{ key: 'varberga', name: 'Varberga/Oxhagen', places: [] },
		{ key: 'brickebacken', name: 'Brickebacken', places: [] }
	],
	categories: [...DEFAULT_CATEGORIES],
	levels: [...DEFAULT_LEVELS],
	agreements: [
		{
			kind: 'agreement',
			title: 'Samverkansöverenskommelse 2024-2026',
			from: '2024',
			to: '2026',
			registryNumbers: [
				{ party: 'police', number: POLICE_NUMBER },
				{ party: 'municipality', number: MUNICIPALITY_NUMBER }
			],
			followUps: [
				{
					when: 'november 2024',
					what: 'Del av uppföljning sker i november 2024.',
					responsible: FOLLOW_UP_RESPONSIBLE
				},
				{
					when: 'december 2025',
					what: 'Slutlig uppföljning av samverkansöverenskommelsen ska ske december 2025 i samband med att nytt avtal påbörjas.',
					responsible: FOLLOW_UP_RESPONSIBLE
				},
				{
					when: 'varje vecka',
					what:
						'EST är en gemensam samverkansorganisation och metod för att varje vecka upprätta en samlad lägesbild och effektivt ' +
						'samordna det trygghetsskapande arbetet. EST syftar till att aktörerna ska arbeta kunskapsbaserat med lokala ' +
						'problembilder genom att prioritera och samordna resurser. EST är funktionsbaserad och parterna ansvarar för att ' +
						'upprätthålla förmågan att bedriva samarbetet varje vecka, året runt.',
					responsible: 'parterna'
				},
				{
					when: 'Tertiäl- och årsanalyser',
					what: 'Tertiäl- och årsanalyser genomförs och lokala problembilder lyfts ur och analyseras innan kunskapsbaserade åtgärder sätts in.',
					responsible: ''
				},
				{
					when: 'kontinuerligt',
					what:
						'Örebro brottsförebyggande råd är en strategisk samverkan mellan förvaltningarna i Örebro kommun, polis, Örebro ' +
						'universitet, civila samhället och näringslivet i Örebro. Utsedda representanter skall ha beslutsmandat inom sin ' +
						'verksamhet. En verksamhetsplan beslutas kontinuerligt och följs upp inom ramen för verksamheten.',
					responsible: 'utsedda samordnare från polis och kommun'
				},
				{
					when: 'på årlig basis',
					what: 'Trygghetsmätningar genomförs i Örebro kommun på årlig basis undersamverkansöverenskommelsens tidsperiod.',
					responsible: ''
				}
			]
		}
	],
	actions: []
};
