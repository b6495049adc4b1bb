/** Somebody to log in as in the example. Exists only in a data folder that the demo made. */
export interface DemoLogin {
	/** Who of the cast it is; see `cast.ts`. */
	key: 'coordinator' | 'police' | 'housing' | 'streets' | 'guard' | 'leader' | 'admin';
	name: string;
	email: string;
	password: string;
	/** What they may do, in words for the log-in page. */
	what: string;
}

export const demoLogins: readonly DemoLogin[] = [
	{
		key: 'coordinator',
		name: 'Samordnare (exempel)',
		email: 'samordnare@ekeby.example',
		password: 'samordnare-exempel-ekeby',
		what: 'Sammankallande: leder mötet, sätter nivåer, beslutar åtgärder, ändrar inställningar'
	},
	{
		key: 'police',
		name: 'Kommunpolis (exempel)',
		email: 'kommunpolis@polis.example',
		password: 'kommunpolis-exempel-ekeby',
		what: 'Ersättare för sammankallande; med i två samverkan'
	},
	{
		key: 'housing',
		name: 'Bovärd (exempel)',
		email: 'bovard@bostader.example',
		password: 'bovard-exempel-ekeby',
		what: 'Partssamordnare på bostadsbolaget: rapporterar och sammanställer'
	},
	{
		key: 'streets',
		name: 'Gata och park (exempel)',
		email: 'gatapark@ekeby.example',
		password: 'gatapark-exempel-ekeby',
		what: 'Utförare: uppdaterar sina egna åtgärder'
	},
	{
		key: 'guard',
		name: 'Väktare (exempel)',
		email: 'vaktare@bevakning.example',
		password: 'vaktare-exempel-ekeby',
		what: 'Extern part: rapporterar från telefonen och ser vad som händer med rapporterna'
	},
	{
		key: 'leader',
		name: 'Ledning (exempel)',
		email: 'ledning@ekeby.example',
		password: 'ledning-exempel-ekeby',
		what: 'Ledning: läser fastställda lägesbilder'
	},
	{
		key: 'admin',
		name: 'Administratör (exempel)',
		email: 'admin@ekeby.example',
		password: 'administrator-exempel-ekeby',
		what: 'Administratör: inställningar, inte innehåll'
	}
];
