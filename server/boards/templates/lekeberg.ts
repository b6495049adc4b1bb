import { DEFAULT_CATEGORIES, DEFAULT_LEVELS } from './defaults.ts';
import type { Template, TemplateAction } from './template.ts';

/**
 * Made from two public documents and nothing else, spelling kept:
 * "Samverkansöverenskommelse för åren 2020-2021" (signed 2020-05-05) and
 * "Medborgarlöfte Lekebergs kommun 2021-2022" (signed 2021-01-04 and 2021-01-18). Neither gives a diarienummer.
 */
const PLEDGE = 'Medborgarlöfte Lekebergs kommun 2021-2022';
const PLEDGE_FOLLOW_UP =
	'Uppföljning sker månadsvis av parterna, samt i Lekebergs brottsförebyggande råd eller motsvarande.';
const PARTIES_WITHOUT_NUMBER = [
	{ party: 'police', number: '' },
	{ party: 'municipality', number: '' }
];

/** A row of the pledge's table: activity, UTFÖRARE, ANSVARIG. */
const activity = (
	section: string,
	title: string,
	performer: string,
	accountable: string,
	rest: Partial<TemplateAction> = {}
): TemplateAction => ({
	title,
	description: '',
	where: null,
	agreed: { document: PLEDGE, section, performer, accountable, followUp: PLEDGE_FOLLOW_UP },
	...rest
});

export const lekeberg: Template = {
	key: 'lekeberg',
	slug: 'lekeberg',
	name: 'Lekeberg',
	municipality: 'Lekebergs kommun',
	policeDistrict: 'Lokalpolisområde Örebro',
	parties: [
		{ key: 'police', name: 'Lokalpolisområde Örebro', kind: 'police', registryNumber: '' },
		{ key: 'municipality', name: 'Lekebergs kommun', kind: 'municipality', registryNumber: '' }
	],
	funktioner: [
		{ party: 'police', name: 'Områdespolis', guaranteed: true },
		{ party: 'police', name: 'Kommunpolis', guaranteed: true },
		{ party: 'municipality', name: 'Samordnare för Lekebergs Brottsförebygganderåd (BRÅ)', guaranteed: true },
		{ party: 'municipality', name: 'ANDT-samordnare', guaranteed: true }, // also a seat in BRÅ
		{
			party: 'municipality',
			name: 'Samordnare mot våldsbejakande extremism',
			guaranteed: true,
			written: 'samordnare mot våldsbejakande extremism'
		},
		// BRÅ: "Polisen representeras av Lokalpolisområdeschef Örebro alt. Kommunpolis."
		{ party: 'police', name: 'Lokalpolisområdeschef Örebro', guaranteed: false },
		{
			party: 'municipality',
			name: 'Kommunstyrelsens ordförande',
			guaranteed: false
		},
		{ party: 'municipality', name: 'Ordförande kultur- och bildningsnämnden', guaranteed: false },
		{ party: 'municipality', name: 'Ordförande vård- och omsorgsnämnden', guaranteed: false },
		{
			party: 'municipality',
			name: 'Representant från oppositionen 1',
			guaranteed: false,
			written: 'Två representanter från oppositionen'
		},
		{
			party: 'municipality',
			name: 'Representant från oppositionen 2',
			guaranteed: false,
			written: 'Två representanter från oppositionen'
		},
		{ party: 'municipality', name: 'Kommundirektör', guaranteed: false },
		{ party: 'municipality', name: 'Förvaltningschef kultur- och bildning', guaranteed: false },
		{ party: 'municipality', name: 'Förvaltningschef vård- och omsorg', guaranteed: false },
		{ party: 'municipality', name: 'Säkerhetsstrateg', guaranteed: false }
	],
	areas: [
		{
			key: 'kommunen',
			name: 'Lekebergs kommun',
			places: [{ key: 'kommunhuset', name: 'Lekebergs kommunhus', kind: 'kommunhus' }]
		},
		{ key: 'lanna', name: 'Lanna', places: [{ key: 'badgruvan', name: 'Lanna badgruva', kind: 'badplats' }] },
		{ key: 'leken', name: 'Leken', places: [{ key: 'badplatsen', name: 'badplats Leken', kind: 'badplats' }] }
	],
	categories: [...DEFAULT_CATEGORIES],
	levels: [...DEFAULT_LEVELS],
	agreements: [
		{
			kind: 'agreement',
			title: 'Samverkansöverenskommelse för åren 2020-2021',
			from: '2020',
			to: '2021',
			registryNumbers: PARTIES_WITHOUT_NUMBER,
			followUps: [
				{
					when: 'oktober 2021',
					what: 'Uppföljning av avtalet skall ske oktober 2021 i samband med att nytt avtal skall påbörjas.',
					responsible: ''
				},
				{
					when: 'i samband med varje BRÅ',
					what: 'Deluppföljning ska genomföras i samband med varje BRÅ.',
					responsible: ''
				},
				{
					when: 'februari 2020',
					what:
						'I linje med tidigare samverkansavtal har polisen tagit emot allmänheten i Lekebergs kommunhus två timmar i veckan. ' +
						'Verksamheten har pågått sedan mars 2019 och ska utvärderas i februari 2020 och med det kan också en revidering ske.',
					responsible: ''
				},
				{ when: 'fyra gånger per år', what: 'BRÅ skall sammanträda fyra gånger per år.', responsible: '' },
				{
					when: 'vid minst fyra tillfällen per år',
					what:
						'Polisen och kommunen förbinder sig att avsätta tid för upprättande av en gemensam lägesbild och samordning ' +
						'av arbetet mot lokala problembilder vid minst fyra tillfällen per år.',
					responsible: 'Polisen och kommunen'
				}
			]
		},
		{
			kind: 'citizen-pledge',
			title: PLEDGE,
			from: '2021-01',
			to: '2022-12',
			registryNumbers: PARTIES_WITHOUT_NUMBER,
			followUps: [
				{ when: 'månadsvis', what: PLEDGE_FOLLOW_UP, responsible: 'parterna' },
				{
					when: 'löpande',
					what: 'Varje utförare upprättar en aktivitetsplan över året med löpande uppföljning.',
					responsible: 'Varje utförare'
				}
			]
		}
	],
	actions: [
		activity('ANDT', 'Polisen arbetar med riktade narkotikainsatser i Lekebergs kommun.', 'Polis', 'Polis'),
		activity(
			'ANDT',
			'Kommunen samordnar sina resurser och verkar uppsökande mot riskgrupper. Det uppsökande och förebyggande arbetet ökas.',
			'Kommun',
			'Kommun'
		),
		activity(
			'ANDT',
			'Polisen och kommunen utvecklar sin samverkan med relevanta aktörer i kommunen',
			'Polis/kommun',
			'Polis/kommun'
		),
		activity(
			'Badplatser',
			'Kommunen har ett samordnande ansvar för det långsiktiga och kortsiktiga arbetet omkring Lanna badgruva och för vidare åtgärder runt badplatsen.',
			'Kommun',
			'Kommun',
			{
				description:
					'Kommunen har ett samordnande ansvar för det långsiktiga och kortsiktiga arbetet omkring Lanna badgruva och för vidare åtgärder runt badplatsen. ' +
					'Det innebär även att det finns förutsättningar för en trygg upplevelse för både badgäster och boende.',
				where: { area: 'lanna', place: 'badgruvan' }
			}
		),
		activity(
			'Samverkan',
			'Polisen och kommunen ska fortsätta att utveckla samverkansformerna samt den gemensamma lägesbilden.',
			'Polis/Kommun',
			'Polis/Kommun'
		),
		activity(
			'Samverkan',
			'Polisen ska löpande delta i samverkan med socialtjänst och skola.',
			'Polis/kommun',
			'Polis/Kommun'
		),
		activity(
			'Samverkan',
			'Polis och kommun samordnar insatser kring identifierade lokala problembilder.',
			'Polis/ kommun',
			'Polis/ kommun'
		),
		activity(
			'Trafiksäkerhet',
			'Trafikkontroller genomförs med fokus på nykterhet och hastighet inom Lekebergs kommun.',
			'Polis',
			'Polis'
		),
		activity('Trafiksäkerhet', 'Genomföra riktad insats med fokus på motorburen problematik.', 'Polis', 'Polis'),
		activity(
			'Trafiksäkerhet',
			'Kommunen och polisen delar information om var trafikmiljön uppfattas som problematisk i lägesavstämningen och vidtar lämpliga åtgärder.',
			'Kommun',
			'Kommun'
		),
		activity(
			'Tillgänglighet',
			'Polisen verkar i Lekebergs kommun minst två timmar per vecka för att arbeta med riktade insatser mot ovanstående områden.',
			'Polis',
			'Polis'
		)
	]
};
