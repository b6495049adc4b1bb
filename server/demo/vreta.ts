import type { Scenario } from './scenario.ts';

/** A second, small samverkan in the same lokalpolisområde: the kommunpolis belongs to both. */
export const vreta: Scenario = {
	slug: 'vreta',
	name: 'Vreta',
	municipality: 'Exempelkommunen Vreta',
	policeDistrict: 'Lokalpolisområde Exempel',
	parties: {
		police: { name: 'Polisen, lokalpolisområde Exempel', kind: 'police', registryNumber: 'A000.001/2025' },
		municipality: { name: 'Exempelkommunen Vreta', kind: 'municipality', registryNumber: 'KS 0001/2025' },
		housing: { name: 'Vretahem', kind: 'company', registryNumber: '' }
	},
	funktioner: {
		kommunpolis: {
			party: 'police',
			name: 'Kommunpolis',
			guaranteed: true,
			staffing: 'ordinary',
			people: ['police']
		},
		sakerhet: {
			party: 'municipality',
			name: 'Säkerhetssamordnare',
			guaranteed: true,
			staffing: 'ordinary',
			people: ['leader']
		},
		teknik: { party: 'municipality', name: 'Teknik', staffing: 'vacant', people: [] },
		fastighet: { party: 'housing', name: 'Fastighetsvärd', staffing: 'vacant', people: [] }
	},
	areas: {
		orten: {
			name: 'Vreta tätort',
			places: {
				parken: { name: 'Bruksparken', kind: 'park' },
				stationen: { name: 'Vreta busstation', kind: 'busstation' }
			}
		},
		byarna: { name: 'Byarna', places: {} }
	},
	members: [
		{ person: 'police', party: 'police', roles: ['convener', 'coordinator'] },
		{ person: 'leader', party: 'municipality', roles: ['convener'] },
		{ person: 'admin', party: 'municipality', roles: ['admin'] }
	],
	weeks: [
		{
			offset: -1,
			entries: [
				{
					where: 'orten/stationen',
					category: 'O01',
					text: 'Samling vid busstationen fredag kväll, lugn stämning.',
					severity: 1,
					assessment: 'new',
					source: 'kommunpolis',
					by: 'police',
					basis: 'own-observation',
					from: [-2, 5],
					block: 'evening',
					reported: [-1, 1, '10:00']
				}
			],
			levels: {
				orten: { assessment: { kind: 'set', level: 1, motive: 'Lugnt.' }, trend: 'level' },
				byarna: { assessment: { kind: 'set', level: 1, motive: 'Inget avvikande.' }, trend: 'level' }
			},
			priorities: [],
			slots: [],
			upcoming: [],
			decisions: [],
			notes: [],
			reports: { housing: 'nil' },
			attendance: { teknik: 'vacant', fastighet: 'vacant' }
		},
		{
			offset: 0,
			entries: [
				{
					where: 'orten/parken',
					category: 'M02',
					text: 'Fyra armaturer släckta längs gångstråket.',
					severity: 1,
					assessment: 'new',
					source: 'sakerhet',
					by: 'leader',
					basis: 'public',
					count: 4,
					from: [-1, 7],
					reported: [0, 1, '08:20']
				},
				{
					where: 'orten/stationen',
					category: 'O01',
					text: 'Ingen samling i helgen.',
					severity: 1,
					assessment: 'ceased',
					source: 'kommunpolis',
					by: 'police',
					basis: 'own-observation',
					from: [-1, 5],
					block: 'evening',
					reported: [0, 1, '09:10']
				}
			],
			levels: { orten: { assessment: { kind: 'confirmed', level: 1 }, trend: 'level' } },
			priorities: [{ title: 'Ljus längs gångstråket i Bruksparken', where: 'orten/parken' }],
			slots: [{ funktion: 'kommunpolis', where: 'orten/stationen', day: [0, 5], hours: ['18:00', '21:00'] }],
			upcoming: [{ title: 'Bygdens marknad', kind: 'event', from: [1, 6], where: 'orten/parken' }],
			decisions: [],
			notes: [],
			reports: { housing: 'nil' },
			attendance: { teknik: 'vacant', fastighet: 'vacant' }
		}
	],
	actions: [
		{
			title: 'Laga belysningen i Bruksparken',
			where: 'orten/parken',
			type: 'situational',
			prevention: 'situational',
			horizon: 'short',
			performers: ['teknik'],
			owner: 'sakerhet',
			due: [1, 5],
			followUp: [2, 4],
			proposed: [-1, 4, '09:20'],
			by: 'leader',
			steps: [{ at: [-1, 4, '09:22'], by: 'leader', status: { state: 'decided' } }]
		}
	],
	agreement: {
		title: 'Samverkansöverenskommelse (exempel)',
		from: '2025',
		to: '2026',
		followUps: [{ when: 'fyra gånger per år', what: 'Uppföljning i BRÅ.', responsible: 'Säkerhetssamordnare' }]
	}
};
