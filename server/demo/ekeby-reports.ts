import type { StoryReport } from './scenario.ts';

/** Reports of the example in every fate: just in, merged, shared, answered by an åtgärd, followed up, taken back, nil. */
export const ekebyReports: StoryReport[] = [
	{
		week: -5,
		by: 'streets',
		at: [-5, 1, '07:20'],
		funktion: 'gatapark',
		entry: 'skrap-1',
		sharedBy: 'coordinator',
		circle: 'group'
	},
	{
		week: -5,
		by: 'housing',
		at: [-5, 1, '09:12'],
		funktion: 'bovard',
		entry: 'torget-1',
		sharedBy: 'housing',
		circle: 'reporters'
	},
	{
		week: -4,
		by: 'guard',
		at: [-4, 1, '06:40'],
		funktion: 'vaktare',
		entry: 'samling',
		sharedBy: 'guards',
		circle: 'group'
	},
	{
		week: -3,
		by: 'guard',
		at: [-3, 1, '06:55'],
		funktion: 'vaktare',
		entry: 'langning',
		sharedBy: 'guards',
		circle: 'reporters'
	},
	{ week: -2, by: 'guard', at: [-2, 1, '06:50'], funktion: 'vaktare', nil: true },
	{
		week: -1,
		by: 'guard',
		at: [-1, 1, '06:45'],
		funktion: 'vaktare',
		entry: 'rondering',
		sharedBy: 'guards',
		circle: 'group'
	},
	{
		week: -1,
		by: 'housing',
		at: [-1, 1, '10:20'],
		funktion: 'bovard',
		text: 'Klotter på tre portar vid Garagelängan.',
		where: 'vretaberg/garagelangan',
		category: 'B06',
		severity: 1,
		from: [-1, 1],
		withdrawn: { by: 'housing', reason: 'Det var gammalt klotter som redan är anmält.' }
	},
	{
		week: 0,
		by: 'guard',
		at: [0, 1, '05:50'],
		funktion: 'vaktare',
		key: 'glas',
		text: 'Krossat glas och en vält bänk på parkeringen efter natten. Städat vid sextiden.',
		where: 'sjobacka/parkeringen',
		category: 'M01',
		severity: 2,
		from: [-1, 7],
		block: 'night'
	},
	{
		week: 0,
		by: 'guard',
		at: [0, 1, '06:10'],
		funktion: 'vaktare',
		text: 'Glas även på gångvägen ned mot parkeringen.',
		where: 'sjobacka/parkeringen',
		category: 'M01',
		severity: 1,
		from: [-1, 7],
		block: 'night',
		mergedInto: 'glas'
	},
	{
		week: 0,
		by: 'guard',
		at: [0, 1, '06:15'],
		funktion: 'vaktare',
		text: 'Belysningen ur funktion på resecentrums norra gavel, tre armaturer.',
		where: 'centrum/resecentrum',
		category: 'O04',
		severity: 2,
		from: [-1, 7],
		block: 'night'
	},
	{
		week: 0,
		by: 'housing',
		at: [0, 1, '09:05'],
		funktion: 'bovard',
		entry: 'torget-nu',
		sharedBy: 'housing',
		circle: 'reporters'
	},
	{
		week: 0,
		by: 'school',
		at: [0, 1, '07:55'],
		funktion: 'skola',
		key: 'skolgard',
		text: 'Samling på skolgården efter fritidsgårdens stängning, högljutt och några krossade flaskor. Lugnt vid tiotiden.',
		where: 'norrhaga/skolan',
		category: 'O01',
		severity: 2,
		from: [-1, 5],
		block: 'evening'
	},
	{
		week: 0,
		by: 'youth',
		at: [0, 1, '08:20'],
		funktion: 'falt',
		text: 'Många unga på skolgården i fredags kväll. Pratade med gruppen, stämningen var bra.',
		where: 'norrhaga/skolan',
		category: 'O01',
		severity: 1,
		from: [-1, 5],
		block: 'evening'
	},
	{
		week: 0,
		by: 'streets',
		at: [0, 1, '07:10'],
		funktion: 'gatapark',
		key: 'papperskorgar',
		text: 'Tre papperskorgar brända i Klockarparken. Beställt nya.',
		where: 'centrum/parken',
		category: 'B06',
		severity: 2,
		from: [-1, 6],
		block: 'night'
	},
	{
		week: 0,
		by: 'youth',
		at: [0, 1, '08:31'],
		funktion: 'fritid',
		text: 'Bränt skräp i parken bakom fritidsgården.',
		where: 'centrum/parken',
		category: 'B06',
		severity: 1,
		from: [-1, 6],
		block: 'night',
		mergedInto: 'papperskorgar'
	},
	{
		week: 0,
		by: 'streets',
		at: [0, 1, '07:25'],
		funktion: 'gatapark',
		text: 'Trasig belysning vid lekparken.',
		where: 'vretaberg/lekparken',
		category: 'O04',
		severity: 1,
		from: [-1, 7],
		withdrawn: { by: 'coordinator', reason: 'Fel lekpark. Driften återkommer.' }
	},
	{
		week: 0,
		by: 'patrol',
		at: [0, 1, '06:30'],
		funktion: 'omradespolis',
		text: 'A-traktorer samlas på pendlarparkeringen sena kvällar. Hög musik och farlig körning.',
		where: 'vagar/pendlarparkeringen',
		category: 'T02',
		severity: 2,
		from: [-1, 6],
		block: 'evening'
	},
	{
		week: 0,
		by: 'patrol',
		at: [0, 1, '06:40'],
		funktion: 'omradespolis',
		text: 'Öppen försäljning misstänks vid resecentrum på eftermiddagarna.',
		where: 'centrum/resecentrum',
		category: 'B10',
		severity: 3,
		from: [-1, 4],
		block: 'afternoon'
	}
];
