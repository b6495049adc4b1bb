/** The settings, in the order one fills them in. */
export const SETTINGS_PAGES = [
	{ path: '/installningar/samverkan', title: 'Samverkan', lead: 'Namn, hur ofta ni möts och vilken dag.' },
	{
		path: '/installningar/moten',
		title: 'Möten',
		lead: 'När mötet börjar, när rapporteringen stänger, hur länge varje steg får ta och vem som fastställer.'
	},
	{
		path: '/installningar/parter',
		title: 'Parter',
		lead: 'De som deltar. Varje part har sitt eget diarienummer.'
	},
	{
		path: '/installningar/funktioner',
		title: 'Funktioner',
		lead: 'Funktioner ansvarar för åtgärder, personer bemannar funktioner. Byter ni person ändras ingen åtgärd.'
	},
	{
		path: '/installningar/omraden',
		title: 'Områden och platser',
		lead: 'Lägesnivå sätts per område. Lägg bara till allmänna platser, aldrig bostadsadresser.'
	},
	{
		path: '/installningar/kategorier',
		title: 'Kategorier',
		lead: 'Koden följer med i statistiken, så låt den vara kvar även om namnet ändras.'
	},
	{
		path: '/installningar/nivaer',
		title: 'Lägesnivåer',
		lead: 'Två till fem nivåer. 1 är den lugnaste.'
	},
	{
		path: '/installningar/fritextskydd',
		title: 'Fritextskydd',
		lead: 'Vad som söks i fritext, era egna tillåtna ord och vilka varningar någon har svarat på.'
	},
	{
		path: '/installningar/personer',
		title: 'Personer',
		lead: 'Vilka som är med, vad de får göra, och inbjudningar.'
	},
	{
		path: '/installningar/overenskommelser',
		title: 'Överenskommelser',
		lead: 'Samverkansöverenskommelser och medborgarlöften, med diarienummer per part och uppföljningar.'
	},
	{
		path: '/installningar/utskick',
		title: 'Utskick',
		lead: 'Mejl som väntar, har skickats eller inte gick att skicka.'
	}
] as const;
