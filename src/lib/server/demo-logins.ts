import { services } from './services.ts';

export interface DemoLogin {
	name: string;
	email: string;
	password: string;
	what: string;
}

/** Who one can log in as, where the demo made this installation; none anywhere else. */
export async function readDemoLogins(): Promise<DemoLogin[]> {
	const note = await services().store.installation.get('demo');
	return note === null ? [] : (JSON.parse(note) as { logins: DemoLogin[] }).logins;
}
