import { ekebyActions } from './ekeby-actions.ts';
import { ekebyReports } from './ekeby-reports.ts';
import { ekebyWeeks } from './ekeby-weeks.ts';
import type { Scenario } from './scenario.ts';

/** An invented municipality by the pattern of domain.md §7: nine parties, six weeks, everything that can stand on a board. */
export const ekeby: Scenario = {
	slug: 'ekeby',
	name: 'Ekeby',
	municipality: 'Exempelkommunen Ekeby',
	policeDistrict: 'Lokalpolisområde Exempel',
	parties: {
		police: { name: 'Polisen, lokalpolisområde Exempel', kind: 'police', registryNumber: 'A000.000/2025' },
		municipality: { name: 'Exempelkommunen Ekeby', kind: 'municipality', registryNumber: 'KS 0000/2025' },
		housing: { name: 'Ekebybostäder', kind: 'company', registryNumber: '' },
		landlords: { name: 'Privata fastighetsägare', kind: 'external', registryNumber: '' },
		guards: { name: 'Bevakningsföretaget', kind: 'external', registryNumber: '' },
		rescue: { name: 'Räddningstjänsten', kind: 'external', registryNumber: '' },
		transit: { name: 'Ekebytrafiken', kind: 'company', registryNumber: '' },
		shops: { name: 'Köpmannaföreningen', kind: 'external', registryNumber: '' },
		walkers: { name: 'Nattvandrarna', kind: 'external', registryNumber: '' }
	},
	funktioner: {
		kommunpolis: {
			party: 'police',
			name: 'Kommunpolis',
			guaranteed: true,
			staffing: 'ordinary',
			people: ['police']
		},
		omradespolis: {
			party: 'police',
			name: 'Områdespolis',
			guaranteed: true,
			staffing: 'ordinary',
			people: ['patrol', 'police']
		},
		samordnare: {
			party: 'municipality',
			name: 'Brottsförebyggande samordnare',
			guaranteed: true,
			staffing: 'ordinary',
			people: ['coordinator']
		},
		sakerhet: { party: 'municipality', name: 'Säkerhetsstrateg', staffing: 'ordinary', people: ['leader'] },
		andt: { party: 'municipality', name: 'ANDT-samordnare', guaranteed: true, staffing: 'vacant', people: [] },
		falt: { party: 'municipality', name: 'Fältassistent', staffing: 'ordinary', people: ['youth'] },
		skola: { party: 'municipality', name: 'Skola', staffing: 'ordinary', people: ['school'] },
		socialtjanst: { party: 'municipality', name: 'Socialtjänst', staffing: 'deputy', people: ['youth'] },
		fritid: { party: 'municipality', name: 'Fritidsgård', staffing: 'ordinary', people: ['youth'] },
		gatapark: { party: 'municipality', name: 'Gata och park', staffing: 'ordinary', people: ['streets'] },
		kommunikation: { party: 'municipality', name: 'Kommunikatör', staffing: 'ordinary', people: ['coordinator'] },
		bovard: { party: 'housing', name: 'Bovärd', staffing: 'ordinary', people: ['housing'] },
		fastighet: { party: 'landlords', name: 'Fastighetsvärd', staffing: 'ordinary', people: ['landlord'] },
		vaktare: { party: 'guards', name: 'Väktare', staffing: 'ordinary', people: ['guard', 'guards'] },
		raddning: { party: 'rescue', name: 'Räddningstjänst', staffing: 'deputy', people: ['rescue'] },
		trafikvard: { party: 'transit', name: 'Trygghetsvärd', staffing: 'ordinary', people: ['transit'] },
		centrumvard: { party: 'shops', name: 'Centrumvärd', staffing: 'ordinary', people: ['shops'] },
		nattvandrare: { party: 'walkers', name: 'Nattvandrare', staffing: 'ordinary', people: ['walkers'] }
	},
	areas: {
		centrum: {
			name: 'Ekeby centrum',
			places: {
				torget: { name: 'Ekeby torg', kind: 'torg', position: { lat: 59.188, lon: 14.878 } },
				resecentrum: { name: 'Ekeby resecentrum', kind: 'resecentrum', position: { lat: 59.196, lon: 14.896 } },
				skolan: { name: 'Ekebyskolan', kind: 'skolgård', position: { lat: 59.184, lon: 14.872 } },
				parken: { name: 'Klockarparken', kind: 'park', position: { lat: 59.192, lon: 14.89 } }
			}
		},
		sjobacka: {
			name: 'Sjöbacka',
			places: {
				strandparken: { name: 'Strandparken', kind: 'park', position: { lat: 59.18, lon: 14.866 } },
				parkeringen: {
					name: 'Parkeringen vid Strandparken',
					kind: 'parkering',
					position: { lat: 59.188, lon: 14.884 }
				},
				gangvagen: { name: 'Gångvägen Sjöbacka', kind: 'gång- och cykelväg', position: { lat: 59.196, lon: 14.86 } }
			}
		},
		norrhaga: {
			name: 'Norrhaga',
			places: {
				skolan: { name: 'Norrhagaskolan', kind: 'skolgård', position: { lat: 59.184, lon: 14.878 } },
				idrottsplatsen: { name: 'Norrhaga idrottsplats', kind: 'idrottsplats', position: { lat: 59.192, lon: 14.896 } }
			}
		},
		vretaberg: {
			name: 'Vretaberg',
			places: {
				garagelangan: { name: 'Garagelängan', kind: 'parkering', position: { lat: 59.18, lon: 14.872 } },
				lekparken: { name: 'Vretabergs lekpark', kind: 'lekpark', position: { lat: 59.188, lon: 14.89 } }
			}
		},
		vagar: {
			name: 'Landsbygd och vägar',
			places: {
				genomfarten: { name: 'Genomfarten', kind: 'väg', position: { lat: 59.196, lon: 14.866 } },
				pendlarparkeringen: {
					name: 'Kvarnvägens pendlarparkering',
					kind: 'parkering',
					position: { lat: 59.184, lon: 14.884 }
				}
			}
		}
	},
	members: [
		{ person: 'coordinator', party: 'municipality', roles: ['convener', 'coordinator'] },
		{ person: 'police', party: 'police', roles: ['convener', 'coordinator'] },
		{ person: 'housing', party: 'housing', roles: ['coordinator', 'reporter'] },
		{ person: 'streets', party: 'municipality', roles: ['performer', 'reporter'] },
		{ person: 'leader', party: 'municipality', roles: ['leader'] },
		{ person: 'admin', party: 'municipality', roles: ['admin'] },
		{ person: 'patrol', party: 'police', roles: ['performer', 'reporter'] },
		{ person: 'school', party: 'municipality', roles: ['reporter'] },
		{ person: 'youth', party: 'municipality', roles: ['performer', 'reporter'] },
		{ person: 'landlord', party: 'landlords', roles: ['external'] },
		{ person: 'guard', party: 'guards', roles: ['external'] },
		{ person: 'guards', party: 'guards', roles: ['coordinator'] },
		{ person: 'rescue', party: 'rescue', roles: ['coordinator'] },
		{ person: 'transit', party: 'transit', roles: ['coordinator'] },
		{ person: 'shops', party: 'shops', roles: ['external'] },
		{ person: 'walkers', party: 'walkers', roles: ['external'] }
	],
	weeks: ekebyWeeks,
	reports: ekebyReports,
	actions: ekebyActions,
	agreement: {
		title: 'Samverkansöverenskommelse (exempel)',
		from: '2025',
		to: '2028',
		followUps: [
			{ when: 'varje vecka', what: 'Gemensam lägesbild på EST-möte.', responsible: 'Samordnare och kommunpolis' },
			{ when: 'fyra gånger per år', what: 'Uppföljning i BRÅ.', responsible: 'Samordnare' }
		]
	}
};
