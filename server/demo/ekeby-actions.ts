import type { StoryTime } from './calendar.ts';
import type { StoryAction } from './scenario.ts';

/** The meeting's decision, at about that minute. */
const meeting = (week: number, minute: number): StoryTime => [week, 4, `09:${minute}`];

/** Domain.md §7.2 moved to invented places, with every status there is. Their order is their number. */
export const ekebyActions: StoryAction[] = [
	{
		title: 'Sätt ut två extra kärl och töm varje dag fredag–söndag',
		goal: 'Inget skräp på marken måndag morgon, tre veckor i rad.',
		where: 'sjobacka/strandparken',
		type: 'situational',
		prevention: 'situational',
		horizon: 'short',
		performers: ['gatapark'],
		owner: 'gatapark',
		due: [-4, 5],
		followUp: [-2, 4],
		proposed: meeting(-5, 12),
		by: 'coordinator',
		answers: { week: -5, entry: 'skrap-1' },
		steps: [
			{ at: meeting(-5, 14), by: 'coordinator', status: { state: 'decided' } },
			{ at: [-5, 5, '07:30'], by: 'streets', status: { state: 'ongoing' } },
			{ at: [-4, 5, '14:05'], by: 'streets', status: { state: 'done' } },
			{
				at: meeting(-2, 10),
				by: 'coordinator',
				status: {
					state: 'followed-up',
					effect: 'decreased',
					sentence: 'Tre helger med lite skräp. Extra kärl blir kvar säsongen ut.'
				}
			}
		],
		comments: [{ at: [-5, 5, '07:31'], by: 'streets', text: 'Kärlen är på plats, första tömning i kväll.' }]
	},
	{
		title: 'Dialogkväll med A-traktorförare och föräldrar',
		goal: 'Överenskomna tider och platser, färre klagomål på ljud.',
		where: 'centrum/torget',
		type: 'social',
		prevention: 'selective',
		horizon: 'short',
		performers: ['fritid', 'omradespolis'],
		owner: 'samordnare',
		due: [-1, 3],
		followUp: [0, 4],
		proposed: meeting(-5, 15),
		by: 'coordinator',
		answers: { week: -5, entry: 'torget-1' },
		steps: [
			{ at: meeting(-5, 18), by: 'coordinator', status: { state: 'decided' } },
			{ at: [-4, 2, '10:00'], by: 'youth', status: { state: 'ongoing' } },
			{ at: [-1, 3, '21:40'], by: 'youth', status: { state: 'done' } }
		],
		comments: [
			{ at: [-2, 3, '15:10'], by: 'youth', text: 'Lokalen är bokad, inbjudan går ut i skolan i morgon.' },
			{ at: [-1, 3, '21:42'], by: 'youth', text: '24 kom, varav 9 föräldrar. Gruppen vill ses igen om två månader.' }
		]
	},
	{
		title: 'Se över glas och belysning på skolans baksida',
		where: 'centrum/skolan',
		type: 'situational',
		prevention: 'situational',
		horizon: 'long',
		performers: ['skola'],
		owner: 'skola',
		due: [3, 5],
		followUp: [6, 4],
		proposed: meeting(-5, 20),
		by: 'coordinator',
		answers: { week: -5, entry: 'rutor' },
		steps: [
			{ at: meeting(-5, 22), by: 'coordinator', status: { state: 'decided' } },
			{ at: [-4, 3, '11:20'], by: 'coordinator', status: { state: 'ongoing' } }
		],
		comments: [
			{ at: [-2, 1, '09:50'], by: 'coordinator', text: 'Rundvandring gjord. Offert på glas väntas nästa vecka.' }
		]
	},
	{
		title: 'Kvällsrondering fredag–lördag kl. 20–02',
		where: 'sjobacka',
		type: 'presence',
		prevention: 'situational',
		horizon: 'short',
		performers: ['vaktare'],
		owner: 'sakerhet',
		due: [5, 6],
		followUp: [1, 4],
		proposed: meeting(-4, 16),
		by: 'police',
		answers: { week: -4, entry: 'samling' },
		steps: [
			{ at: meeting(-4, 18), by: 'coordinator', status: { state: 'decided' } },
			{ at: [-4, 5, '20:05'], by: 'coordinator', status: { state: 'ongoing' } }
		],
		comments: [{ at: [-1, 1, '07:40'], by: 'coordinator', text: 'Två samlingar upplösta efter samtal i helgen.' }]
	},
	{
		title: 'Laga bryggan och röj sikt mot parkeringen',
		where: 'sjobacka/strandparken',
		type: 'situational',
		prevention: 'situational',
		horizon: 'short',
		performers: ['gatapark'],
		owner: 'gatapark',
		due: [-1, 5],
		followUp: [-1, 4],
		proposed: meeting(-4, 20),
		by: 'coordinator',
		answers: { week: -4, entry: 'brygga' },
		steps: [
			{ at: meeting(-4, 22), by: 'coordinator', status: { state: 'decided' } },
			{ at: [-3, 2, '07:10'], by: 'streets', status: { state: 'ongoing' } },
			{ at: [-1, 2, '15:30'], by: 'streets', status: { state: 'done' } },
			{
				at: meeting(-1, 12),
				by: 'coordinator',
				status: {
					state: 'followed-up',
					effect: 'decreased',
					sentence: 'Bryggan är lagad och sikten fri. Inga nya klagomål.'
				}
			}
		]
	},
	{
		title: 'Trafikkontroll med fokus på hastighet och nykterhet, minst två per månad',
		goal: 'Högst en av tio kör för fort vid skolans infart.',
		where: 'vagar/genomfarten',
		type: 'supervision',
		prevention: 'universal',
		horizon: 'long',
		performers: ['omradespolis'],
		owner: 'kommunpolis',
		due: [4, 5],
		followUp: [4, 4],
		proposed: meeting(-4, 23),
		said: { accepted: { at: [-4, 5, '08:05'], by: 'patrol', funktion: 'omradespolis' } },
		by: 'police',
		answers: { week: -4, entry: 'hastighet' },
		steps: [
			{ at: meeting(-4, 24), by: 'coordinator', status: { state: 'decided' } },
			{ at: [-4, 5, '14:00'], by: 'patrol', status: { state: 'ongoing' } }
		],
		comments: [
			{ at: [-3, 3, '12:15'], by: 'patrol', text: 'Kontroll 1: 62 fordon, 9 överträdelser, ingen onykter.' },
			{ at: [-1, 4, '16:30'], by: 'patrol', text: 'Kontroll 2: 70 fordon, 6 överträdelser.' }
		]
	},
	{
		title: 'Vuxennärvaro under kulturkvällen: fritid och nattvandrare',
		where: 'centrum/parken',
		type: 'presence',
		prevention: 'universal',
		horizon: 'acute',
		performers: ['fritid', 'nattvandrare'],
		owner: 'samordnare',
		due: [-3, 5],
		followUp: [-2, 4],
		proposed: meeting(-3, 12),
		by: 'coordinator',
		steps: [
			{ at: meeting(-3, 14), by: 'coordinator', status: { state: 'decided' } },
			{ at: [-3, 5, '23:50'], by: 'youth', status: { state: 'done' } },
			{
				at: meeting(-2, 14),
				by: 'coordinator',
				status: {
					state: 'followed-up',
					effect: 'decreased',
					sentence: 'Lugnare än förra året. Samma upplägg nästa gång.'
				}
			}
		]
	},
	{
		title: 'Riktad narkotikainsats vid gaveln',
		where: 'centrum/resecentrum',
		type: 'targeted',
		prevention: 'indicated',
		horizon: 'short',
		performers: ['omradespolis'],
		owner: 'kommunpolis',
		due: [1, 5],
		followUp: [2, 4],
		proposed: meeting(-3, 20),
		by: 'police',
		answers: { week: -3, entry: 'langning' },
		steps: [
			{ at: meeting(-3, 21), by: 'coordinator', status: { state: 'decided' } },
			{ at: [-2, 2, '13:00'], by: 'police', status: { state: 'ongoing' } }
		]
	},
	{
		title: 'Byt trasig belysning vid gaveln',
		where: 'centrum/resecentrum',
		type: 'situational',
		prevention: 'situational',
		horizon: 'acute',
		performers: ['gatapark'],
		owner: 'gatapark',
		due: [-1, 5],
		followUp: [0, 4],
		proposed: meeting(-2, 22),
		said: {
			accepted: { at: [-2, 5, '07:10'], by: 'streets', funktion: 'gatapark' },
			newDue: {
				at: [-1, 5, '15:50'],
				by: 'streets',
				due: [1, 5],
				reason: 'Elektrikern kan komma först nästa vecka. Säkringen måste bytas innan ljuset håller.'
			}
		},
		by: 'police',
		answersNow: 'gaveln-nu',
		steps: [
			{ at: meeting(-2, 23), by: 'coordinator', status: { state: 'decided' } },
			{ at: [-1, 2, '08:20'], by: 'streets', status: { state: 'ongoing' } }
		],
		comments: [
			{ at: [-1, 5, '15:45'], by: 'streets', text: 'Armaturen är bytt men säkringen löser ut. Elektriker kommer.' }
		]
	},
	{
		title: 'Ersätt livboj och hytt inom 48 timmar',
		where: 'sjobacka/strandparken',
		type: 'situational',
		prevention: 'situational',
		horizon: 'acute',
		performers: ['gatapark'],
		owner: 'sakerhet',
		due: [-2, 6],
		followUp: [1, 4],
		proposed: meeting(-2, 11),
		by: 'coordinator',
		answers: { week: -2, entry: 'livboj' },
		steps: [
			{ at: meeting(-2, 12), by: 'coordinator', status: { state: 'decided' } },
			{ at: [-2, 5, '16:20'], by: 'streets', status: { state: 'done' } }
		]
	},
	{
		title: 'Byt lås på soprummen',
		goal: 'Alla soprum går att låsa.',
		where: 'vretaberg/garagelangan',
		type: 'situational',
		prevention: 'situational',
		horizon: 'short',
		performers: ['bovard'],
		owner: 'bovard',
		due: [1, 3],
		followUp: [2, 4],
		proposed: meeting(-2, 25),
		said: { accepted: { at: [-2, 5, '08:40'], by: 'housing', funktion: 'bovard' } },
		by: 'coordinator',
		answers: { week: -2, entry: 'soprum' },
		answersNow: 'soprum-nu',
		steps: [
			{ at: meeting(-2, 26), by: 'coordinator', status: { state: 'decided' } },
			{ at: [-2, 5, '09:00'], by: 'housing', status: { state: 'ongoing' } },
			{
				at: [-1, 3, '13:25'],
				by: 'housing',
				status: { state: 'blocked', reason: 'Låscylindrarna är slut hos leverantören. Besked väntas i veckan.' }
			}
		],
		comments: [{ at: [-1, 2, '10:20'], by: 'housing', text: 'Fyra av sex soprum är klara.' }]
	},
	{
		title: 'Tillfällig kamera vid garagelängan',
		where: 'vretaberg/garagelangan',
		type: 'situational',
		prevention: 'situational',
		horizon: 'short',
		performers: ['fastighet'],
		owner: 'sakerhet',
		due: [1, 5],
		followUp: [2, 4],
		proposed: meeting(-2, 28),
		by: 'coordinator',
		steps: [
			{ at: meeting(-2, 29), by: 'coordinator', status: { state: 'decided' } },
			{
				at: meeting(-1, 20),
				by: 'coordinator',
				status: { state: 'cancelled', reason: 'Lås och belysning prövas först; behovet av kamera är inte visat.' }
			}
		]
	},
	{
		title: 'Röj buskar och se över ljuset vid kurvan på gångvägen',
		where: 'sjobacka/gangvagen',
		type: 'situational',
		prevention: 'situational',
		horizon: 'short',
		performers: ['gatapark'],
		owner: 'gatapark',
		due: [1, 5],
		followUp: [3, 4],
		proposed: meeting(-1, 24),
		by: 'coordinator',
		steps: [{ at: meeting(-1, 26), by: 'coordinator', status: { state: 'decided' } }]
	},
	{
		title: 'Kolla belysningen längs skolvägen inför mörkerperioden',
		goal: 'Varje stolpe lyser mellan skolan och busshållplatsen.',
		where: 'norrhaga/skolan',
		type: 'situational',
		prevention: 'situational',
		horizon: 'short',
		performers: ['gatapark'],
		owner: 'gatapark',
		due: [0, 7],
		followUp: [1, 4],
		said: { accepted: { at: [-1, 5, '08:15'], by: 'streets', funktion: 'gatapark' } },
		proposed: meeting(-1, 27),
		by: 'coordinator',
		steps: [
			{ at: meeting(-1, 28), by: 'coordinator', status: { state: 'decided' } },
			{ at: [-1, 5, '08:16'], by: 'streets', status: { state: 'ongoing' } }
		]
	},
	{
		title: 'Fältpass vid lekparken två kvällar',
		where: 'vretaberg/lekparken',
		type: 'presence',
		prevention: 'selective',
		horizon: 'short',
		performers: ['falt'],
		owner: 'samordnare',
		due: [2, 5],
		followUp: [3, 4],
		said: {
			handedBack: {
				at: [-1, 5, '10:30'],
				by: 'youth',
				funktion: 'falt',
				reason: 'Vi har redan pass i centrum de kvällarna. Fråga fritidsgården eller nattvandrarna.'
			}
		},
		proposed: meeting(-1, 29),
		by: 'coordinator',
		steps: [{ at: meeting(-1, 30), by: 'coordinator', status: { state: 'decided' } }]
	},
	{
		title: 'Informera föräldrar om langning inför skolavslutningen',
		where: null,
		type: 'communication',
		prevention: 'universal',
		horizon: 'short',
		performers: ['andt'],
		owner: 'samordnare',
		due: [3, 3],
		followUp: [4, 4],
		proposed: meeting(-1, 31),
		by: 'coordinator',
		steps: [{ at: meeting(-1, 32), by: 'coordinator', status: { state: 'decided' } }]
	},
	{
		title: 'Ordna grind till garageinfarten tillsammans med boende',
		where: 'vretaberg/garagelangan',
		type: 'situational',
		prevention: 'situational',
		horizon: 'long',
		performers: ['gatapark', 'bovard'],
		owner: 'bovard',
		due: [6, 5],
		followUp: [7, 4],
		said: { accepted: { at: [-1, 5, '09:05'], by: 'housing', funktion: 'bovard' } },
		proposed: meeting(-1, 33),
		by: 'coordinator',
		steps: [{ at: meeting(-1, 33), by: 'coordinator', status: { state: 'decided' } }]
	},
	{
		title: 'Gemensamt inlägg: fakta om inbrott och grannsamverkan',
		where: null,
		type: 'communication',
		prevention: 'universal',
		horizon: 'acute',
		performers: ['kommunikation', 'kommunpolis'],
		owner: 'kommunikation',
		due: [0, 5],
		followUp: [1, 4],
		proposed: [0, 1, '10:30'],
		by: 'coordinator',
		answers: { week: 0, entry: 'rykte' },
		steps: []
	},
	{
		title: 'Lyft Strandparken till problembild: orsaksanalys före nästa säsong',
		where: 'sjobacka/strandparken',
		type: 'survey',
		prevention: 'situational',
		horizon: 'long',
		performers: ['samordnare'],
		owner: 'samordnare',
		due: [12, 4],
		followUp: [13, 4],
		proposed: [0, 1, '10:45'],
		by: 'coordinator',
		steps: []
	}
];
