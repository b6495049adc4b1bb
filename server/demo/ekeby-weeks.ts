import type { StoryLevel, StoryWeek } from './scenario.ts';

const set = (level: number, motive: string, trend: StoryLevel['trend'] = 'level'): StoryLevel => ({
	assessment: { kind: 'set', level, motive },
	trend
});
const confirmed = (level: number, trend: StoryLevel['trend'] = 'level'): StoryLevel => ({
	assessment: { kind: 'confirmed', level },
	trend
});

/** Domain.md §7.1 moved to invented places and to things that happen all year round. */
export const ekebyWeeks: StoryWeek[] = [
	{
		offset: -5,
		entries: [
			{
				key: 'skrap-1',
				where: 'sjobacka/strandparken',
				category: 'M01',
				text: 'Mycket skräp och glas vid bryggan efter helgen. Kärlen överfulla söndag kväll.',
				severity: 2,
				assessment: 'new',
				source: 'gatapark',
				by: 'coordinator',
				basis: 'staff',
				reliability: 'confirmed',
				from: [-6, 7],
				block: 'evening',
				reported: [-5, 1, '08:12']
			},
			{
				key: 'torget-1',
				where: 'centrum/torget',
				category: 'T02',
				text: 'Höga ljud från A-traktorer kl. 21–24 fredag och lördag, cirka 8–10 fordon.',
				severity: 2,
				assessment: 'rising',
				source: 'bovard',
				by: 'housing',
				basis: 'staff',
				reliability: 'confirmed',
				count: 2,
				from: [-6, 5],
				block: 'evening',
				recurring: true,
				reported: [-5, 1, '09:40']
			},
			{
				key: 'rutor',
				where: 'centrum/skolan',
				category: 'B06',
				text: 'Tre krossade rutor på skolans baksida under helgen. Polisanmälan finns.',
				severity: 2,
				assessment: 'new',
				source: 'skola',
				by: 'coordinator',
				basis: 'police-report',
				reliability: 'confirmed',
				count: 3,
				from: [-6, 6],
				reported: [-5, 1, '10:05']
			},
			{
				where: 'norrhaga',
				category: 'P01',
				text: 'Lugnt. Bra kväll på fritidsgården, många vuxna på plats.',
				severity: 1,
				assessment: 'unchanged',
				source: 'fritid',
				by: 'coordinator',
				basis: 'staff',
				from: [-6, 5],
				block: 'evening',
				reported: [-5, 2, '13:20']
			}
		],
		levels: {
			centrum: set(2, 'A-traktorer två kvällar i rad och skadegörelse på skolan.', 'up'),
			sjobacka: set(1, 'Nedskräpning, men inget annat avvikande.'),
			norrhaga: set(1, 'Lugnt.'),
			vretaberg: set(1, 'Lugnt.'),
			vagar: set(1, 'Inget avvikande.')
		},
		priorities: [
			{ title: 'Ekeby torg fredag och lördag kväll', where: 'centrum/torget', entry: 'torget-1' },
			{ title: 'Skolans baksida', where: 'centrum/skolan', entry: 'rutor' }
		],
		slots: [
			{ funktion: 'omradespolis', where: 'centrum/torget', day: [-5, 5], hours: ['20:00', '23:30'] },
			{ funktion: 'vaktare', where: 'sjobacka/strandparken', day: [-5, 6], hours: ['20:00', '02:00'] }
		],
		upcoming: [],
		decisions: ['Skolan kallar fastighet och polis till rundvandring vid skolans baksida.'],
		notes: [],
		reports: { police: 'nil', landlords: 'nil', guards: 'nil', transit: 'nil', shops: 'nil' },
		attendance: { andt: 'vacant', raddning: 'absent', nattvandrare: 'absent' }
	},
	{
		offset: -4,
		entries: [
			{
				key: 'samling',
				where: 'sjobacka/parkeringen',
				category: 'O01',
				text: 'Större samling lördag kväll, hög musik, misstänkt alkohol. Lugnt efter kl. 01.',
				severity: 2,
				assessment: 'new',
				source: 'vaktare',
				by: 'guard',
				basis: 'staff',
				reliability: 'likely',
				from: [-5, 6],
				block: 'night',
				reported: [-4, 1, '07:30']
			},
			{
				key: 'hastighet',
				where: 'vagar/genomfarten',
				category: 'T01',
				text: 'Hastighetskontroll: flera överträdelser vid skolans infart.',
				severity: 2,
				assessment: 'unchanged',
				stands: [
					{ assessment: 'unchanged' },
					{ assessment: 'falling', news: 'Färre överträdelser efter kontrollerna.' }
				],
				source: 'omradespolis',
				by: 'police',
				basis: 'own-observation',
				reliability: 'confirmed',
				from: [-5, 4],
				block: 'morning',
				reported: [-4, 1, '11:10']
			},
			{
				key: 'brygga',
				where: 'sjobacka/strandparken',
				category: 'M03',
				text: 'Trasig brygga och skymd sikt mot parkeringen.',
				severity: 1,
				assessment: 'new',
				stands: [{ assessment: 'confirmed' }, { assessment: 'unchanged', news: 'Virke är beställt.' }],
				source: 'gatapark',
				by: 'coordinator',
				basis: 'public',
				reliability: 'confirmed',
				from: [-4, 1],
				reported: [-4, 2, '08:55']
			},
			{
				where: 'centrum/torget',
				category: 'T02',
				text: 'Fortsatta ljud från A-traktorer, kortare tid än förra helgen.',
				severity: 2,
				assessment: 'unchanged',
				source: 'bovard',
				by: 'housing',
				basis: 'staff',
				from: [-5, 6],
				block: 'evening',
				recurring: true,
				reported: [-4, 2, '09:30']
			}
		],
		levels: {
			centrum: confirmed(2),
			sjobacka: set(2, 'Stor samling på parkeringen, osäkert om den återkommer.', 'up'),
			norrhaga: confirmed(1),
			vretaberg: confirmed(1),
			vagar: confirmed(1)
		},
		priorities: [
			{ title: 'Parkeringen vid Strandparken fredag–lördag', where: 'sjobacka/parkeringen', entry: 'samling' },
			{ title: 'Hastighet vid skolans infart', where: 'vagar/genomfarten', entry: 'hastighet' }
		],
		slots: [
			{ funktion: 'vaktare', where: 'sjobacka/parkeringen', day: [-4, 5], hours: ['20:00', '02:00'] },
			{ funktion: 'vaktare', where: 'sjobacka/parkeringen', day: [-4, 6], hours: ['20:00', '02:00'] },
			{ funktion: 'fritid', where: 'norrhaga', day: [-4, 5], hours: ['17:00', '22:00'] }
		],
		upcoming: [],
		decisions: [],
		notes: [{ parked: 'Boende vid parkeringen vill gärna få veta vad som görs.', handledAfter: 2 }],
		reports: { landlords: 'nil', transit: 'nil', shops: 'nil', walkers: 'reported' },
		attendance: { andt: 'vacant', socialtjanst: 'deputy', raddning: 'absent' }
	},
	{
		offset: -3,
		entries: [
			{
				where: null,
				category: 'K01',
				text: 'Kommunens kulturkväll i Klockarparken på fredag. Förra årets erfarenhet: samlingar i parken efter kl. 22.',
				severity: null,
				assessment: 'new',
				source: 'skola',
				by: 'coordinator',
				basis: 'staff',
				from: [-3, 5],
				block: 'evening',
				reported: [-3, 1, '09:15']
			},
			{
				key: 'parken',
				where: 'centrum/parken',
				category: 'O02',
				text: 'Ungdomar med alkohol sent på kvällen, färre än förra året. Många positiva möten.',
				severity: 2,
				assessment: 'new',
				stands: [
					{ assessment: 'unchanged' },
					{ assessment: 'falling' },
					{ assessment: 'falling', news: 'Lugnt i helgen, fältgruppen var på plats.' }
				],
				source: 'falt',
				by: 'coordinator',
				basis: 'own-observation',
				reliability: 'confirmed',
				from: [-3, 3],
				block: 'evening',
				reported: [-3, 3, '10:40']
			},
			{
				where: 'sjobacka/strandparken',
				category: 'M01',
				text: 'Mindre skräp efter extra kärl och tätare tömning.',
				severity: 1,
				assessment: 'falling',
				source: 'gatapark',
				by: 'coordinator',
				basis: 'staff',
				from: [-4, 7],
				reported: [-3, 1, '08:30']
			},
			{
				key: 'langning',
				where: 'centrum/resecentrum',
				category: 'B09',
				text: 'Misstänkt langning vid gaveln sen kväll. Obekräftad uppgift.',
				severity: 2,
				assessment: 'new',
				stands: [{ assessment: 'rising', news: 'Sedd även tidigare på kvällen.' }],
				source: 'vaktare',
				by: 'guard',
				basis: 'staff',
				reliability: 'unconfirmed',
				from: [-4, 6],
				block: 'night',
				reported: [-3, 1, '07:50']
			}
		],
		levels: {
			centrum: confirmed(2, 'up'),
			sjobacka: confirmed(2, 'down'),
			norrhaga: confirmed(1),
			vretaberg: confirmed(1),
			vagar: confirmed(1)
		},
		priorities: [
			{ title: 'Resecentrums gavel kvällstid', where: 'centrum/resecentrum', entry: 'langning' },
			{ title: 'Vuxna i Klockarparken under kulturkvällen', where: 'centrum/parken', entry: 'parken' }
		],
		slots: [
			{
				funktion: 'nattvandrare',
				where: 'centrum/parken',
				day: [-3, 5],
				hours: ['20:00', '00:30'],
				note: 'Kulturkvällen'
			},
			{ funktion: 'omradespolis', where: 'centrum/resecentrum', day: [-3, 6], hours: ['21:00', '01:00'] }
		],
		upcoming: [
			{ title: 'Kulturkväll i Klockarparken', kind: 'event', from: [-3, 5], where: 'centrum/parken' },
			{ title: 'Löning', kind: 'risk-date', from: [-3, 5], where: null }
		],
		decisions: ['Nattvandrarna och fritidsgården delar upp Klockarparken mellan sig på fredag.'],
		notes: [],
		reports: {
			police: 'nil',
			landlords: 'nil',
			housing: 'reported',
			transit: 'nil',
			shops: 'nil',
			walkers: 'reported'
		},
		attendance: { andt: 'vacant', raddning: 'absent' }
	},
	{
		offset: -2,
		entries: [
			{
				key: 'livboj',
				where: 'sjobacka/strandparken',
				category: 'B06',
				text: 'Livboj och omklädningshytt förstörda natten mot lördag. Polisanmälan finns.',
				severity: 3,
				assessment: 'new',
				stands: [{ assessment: 'unchanged', news: 'Livbojen är ersatt, hytten väntar.' }, { assessment: null }],
				source: 'gatapark',
				by: 'coordinator',
				basis: 'police-report',
				reliability: 'confirmed',
				from: [-3, 6],
				block: 'night',
				reported: [-2, 1, '07:45']
			},
			{
				key: 'soprum',
				where: 'vretaberg/garagelangan',
				category: 'B08',
				text: 'Mindre brand i soprum, släckt på plats. Soprummet stod olåst.',
				severity: 2,
				assessment: 'new',
				source: 'raddning',
				by: 'rescue',
				basis: 'alarm-statistics',
				reliability: 'confirmed',
				count: 1,
				from: [-3, 7],
				block: 'evening',
				reported: [-2, 1, '10:20']
			},
			{
				where: 'centrum/torget',
				category: 'T02',
				text: 'Fortsatt höga ljud, nu även på skolans parkering.',
				severity: 2,
				assessment: 'unchanged',
				source: 'bovard',
				by: 'housing',
				basis: 'staff',
				from: [-3, 5],
				block: 'evening',
				recurring: true,
				reported: [-2, 2, '09:05']
			},
			{
				where: null,
				category: 'K01',
				text: 'Storhelg i sikte: fler människor i centrum, eldningsförbud möjligt.',
				severity: null,
				assessment: 'new',
				source: 'raddning',
				by: 'rescue',
				basis: 'staff',
				from: [-1, 5],
				reported: [-2, 2, '14:30']
			}
		],
		levels: {
			centrum: confirmed(2),
			sjobacka: set(3, 'Grov skadegörelse på livräddningsutrustning två helger efter samlingen.', 'up'),
			norrhaga: confirmed(1),
			vretaberg: set(2, 'Brand i olåst soprum; fler soprum saknar fungerande lås.', 'up'),
			vagar: confirmed(1)
		},
		priorities: [
			{ title: 'Strandparken: livräddning och rondering', where: 'sjobacka/strandparken', entry: 'livboj' },
			{ title: 'Olåsta soprum i Vretaberg', where: 'vretaberg/garagelangan', entry: 'soprum' },
			{ title: 'Ekeby torg fredag och lördag kväll', where: 'centrum/torget' }
		],
		slots: [
			{ funktion: 'vaktare', where: 'sjobacka/strandparken', day: [-2, 5], hours: ['20:00', '02:00'] },
			{ funktion: 'omradespolis', where: 'sjobacka/strandparken', day: [-2, 6], hours: ['19:00', '00:00'] },
			{ funktion: 'bovard', where: 'vretaberg', day: [-2, 4], hours: ['15:00', '19:00'], note: 'Går igenom soprummen' }
		],
		upcoming: [{ title: 'Storhelg', kind: 'risk-date', from: [-1, 5], to: [-1, 7], where: null }],
		decisions: ['Ledningen informeras om läget i Sjöbacka samma dag.', 'Extra avstämning på måndag kl. 15.'],
		notes: ['Socialtjänsten tar med frågan om parkeringen till fältgruppen.'],
		reports: { police: 'reported', guards: 'nil', landlords: 'nil' },
		attendance: { andt: 'vacant', socialtjanst: 'deputy', raddning: 'vacant', trafikvard: 'absent' }
	},
	{
		offset: -1,
		entries: [
			{
				key: 'rondering',
				where: 'sjobacka/parkeringen',
				category: 'O01',
				text: 'Rondering: två samlingar upplösta efter samtal.',
				severity: 2,
				assessment: 'unchanged',
				stands: [{ assessment: null }],
				source: 'vaktare',
				by: 'guard',
				basis: 'own-observation',
				reliability: 'confirmed',
				count: 2,
				from: [-2, 6],
				block: 'night',
				reported: [-1, 1, '07:35']
			},
			{
				key: 'gaveln',
				where: 'centrum/resecentrum',
				category: 'B09',
				text: 'Iakttagelserna stärks från två källor. Belysningen är trasig vid gaveln.',
				severity: 2,
				assessment: 'unchanged',
				source: 'kommunpolis',
				by: 'police',
				basis: 'own-observation',
				reliability: 'likely',
				count: 2,
				from: [-2, 5],
				block: 'night',
				reported: [-1, 2, '15:10']
			},
			{
				where: 'sjobacka/strandparken',
				category: 'M03',
				text: 'Bryggan lagad, buskar beskurna.',
				severity: 1,
				assessment: 'ceased',
				source: 'gatapark',
				by: 'coordinator',
				basis: 'staff',
				reliability: 'confirmed',
				from: [-1, 2],
				reported: [-1, 3, '08:40']
			},
			{
				where: 'vretaberg/garagelangan',
				category: 'B08',
				text: 'Inga nya bränder. Två soprum saknar fortfarande lås.',
				severity: 1,
				assessment: 'falling',
				source: 'bovard',
				by: 'housing',
				basis: 'staff',
				from: [-1, 1],
				reported: [-1, 2, '10:15']
			}
		],
		levels: {
			centrum: confirmed(2),
			sjobacka: set(2, 'Livbojen är ersatt och ronderingen märks, men samlingarna fortsätter.', 'down'),
			norrhaga: confirmed(1),
			vretaberg: confirmed(2, 'down'),
			vagar: confirmed(1)
		},
		priorities: [
			{ title: 'Resecentrums gavel: ljus och närvaro', where: 'centrum/resecentrum', entry: 'gaveln' },
			{ title: 'Strandparken över helgen', where: 'sjobacka/strandparken' }
		],
		slots: [
			{ funktion: 'omradespolis', where: 'centrum/resecentrum', day: [-1, 5], hours: ['20:00', '00:00'] },
			{ funktion: 'vaktare', where: 'sjobacka/strandparken', day: [-1, 6], hours: ['20:00', '02:00'] },
			{ funktion: 'fritid', where: 'norrhaga', day: [-1, 5], hours: ['17:00', '22:00'] }
		],
		upcoming: [{ title: 'Storhelg', kind: 'risk-date', from: [-1, 5], to: [-1, 7], where: null }],
		decisions: [],
		notes: [
			'Centrumvärdarna erbjuder sig att ringa Gata och park direkt om belysningen.',
			{ parked: 'Tillfällig kamera vid resecentrums gavel: ta upp igen när belysningen är lagad.' }
		],
		reports: { landlords: 'nil', rescue: 'nil', transit: 'nil', shops: 'reported', walkers: 'nil' },
		attendance: { andt: 'vacant', socialtjanst: 'deputy' }
	},
	{
		offset: 0,
		entries: [
			{
				where: 'sjobacka/strandparken',
				category: 'M01',
				text: 'Två veckor i rad med lite skräp.',
				severity: 1,
				assessment: 'falling',
				source: 'gatapark',
				by: 'coordinator',
				basis: 'staff',
				reliability: 'confirmed',
				from: [-1, 7],
				reported: [0, 1, '07:20']
			},
			{
				key: 'torget-nu',
				where: 'centrum/torget',
				category: 'T02',
				text: 'Färre klagomål efter dialogkväll och trafikkontroll.',
				severity: 1,
				assessment: 'falling',
				source: 'bovard',
				by: 'housing',
				basis: 'public',
				from: [-1, 6],
				block: 'evening',
				recurring: true,
				reported: [0, 1, '08:05']
			},
			{
				key: 'gaveln-nu',
				where: 'centrum/resecentrum',
				category: 'B09',
				text: 'Misstänkt försäljning vid gaveln, mest mellan kl. 21 och 23. Belysningen är fortfarande trasig.',
				severity: 2,
				assessment: 'confirmed',
				source: 'kommunpolis',
				by: 'police',
				basis: 'own-observation',
				reliability: 'likely',
				from: [-1, 5],
				block: 'night',
				recurring: true,
				reported: [0, 1, '08:40']
			},
			{
				where: 'norrhaga/idrottsplatsen',
				category: 'B07',
				text: 'Klotter på klubbhuset, sanerat inom ett dygn.',
				severity: 1,
				assessment: 'new',
				source: 'gatapark',
				by: 'coordinator',
				basis: 'staff',
				reliability: 'confirmed',
				from: [-1, 6],
				reported: [0, 1, '09:25']
			},
			{
				key: 'rykte',
				where: null,
				category: 'O03',
				text: 'Rykte i sociala medier om en inbrottsvåg. Polisens statistik visar ingen ökning.',
				severity: 1,
				assessment: 'new',
				source: 'skola',
				by: 'coordinator',
				basis: 'social-media',
				reliability: 'unconfirmed',
				from: [-1, 7],
				reported: [0, 1, '10:10']
			},
			{
				key: 'soprum-nu',
				where: 'vretaberg/garagelangan',
				category: 'B08',
				text: 'Två soprum saknar fortfarande fungerande lås.',
				severity: 2,
				assessment: null,
				source: 'bovard',
				by: 'housing',
				basis: 'staff',
				from: [-1, 4],
				reported: [0, 1, '08:15']
			},
			{
				where: 'sjobacka/gangvagen',
				category: 'O04',
				text: 'Flera har ringt om mörk gångväg och skymd sikt vid kurvan.',
				severity: 1,
				assessment: 'new',
				source: 'trafikvard',
				by: 'transit',
				basis: 'public',
				count: 4,
				from: [-1, 3],
				block: 'evening',
				reported: [0, 1, '11:30']
			}
		],
		levels: {
			centrum: set(1, 'Lugnare på torget; resecentrum följs särskilt.', 'down'),
			sjobacka: set(1, 'Två lugna veckor och inga nya skador.', 'down'),
			norrhaga: confirmed(1),
			vretaberg: confirmed(2)
		},
		priorities: [
			{ title: 'Resecentrums gavel: ljus och närvaro', where: 'centrum/resecentrum', entry: 'gaveln-nu' },
			{ title: 'Lås på soprummen i Vretaberg', where: 'vretaberg/garagelangan', entry: 'soprum-nu' },
			{ title: 'Sprid fakta om inbrott', where: null, entry: 'rykte' },
			{ title: 'Hemmamatchen på Norrhaga idrottsplats', where: 'norrhaga/idrottsplatsen' }
		],
		slots: [
			{
				funktion: 'omradespolis',
				where: 'centrum',
				day: [0, 2],
				hours: ['15:00', '17:00'],
				note: 'Två timmar i veckan enligt överenskommelsen'
			},
			{ funktion: 'omradespolis', where: 'centrum/resecentrum', day: [0, 5], hours: ['20:00', '00:00'] },
			{ funktion: 'vaktare', where: 'sjobacka/strandparken', day: [0, 5], hours: ['20:00', '02:00'] },
			{ funktion: 'fritid', where: 'norrhaga', day: [0, 5], hours: ['17:00', '22:00'] },
			{ funktion: 'nattvandrare', where: 'centrum/torget', day: [0, 6], hours: ['21:00', '01:00'] }
		],
		upcoming: [
			{
				title: 'Hemmamatch på Norrhaga idrottsplats',
				kind: 'event',
				from: [0, 6],
				where: 'norrhaga/idrottsplatsen'
			},
			{ title: 'Löning', kind: 'risk-date', from: [0, 5], where: null },
			{ title: 'Föreningarnas dag på Ekeby torg', kind: 'event', from: [1, 6], where: 'centrum/torget' }
		],
		decisions: [
			'Extra närvaro vid resecentrums gavel tills belysningen är lagad.',
			'Rondering vid Strandparken fortsätter två veckor till.'
		],
		notes: ['Kommunikatören tar fram ett inlägg om inbrott tillsammans med kommunpolisen.'],
		reports: { guards: 'nil', rescue: 'nil', shops: 'nil' },
		attendance: { andt: 'vacant', socialtjanst: 'deputy', raddning: 'deputy' }
	}
];
