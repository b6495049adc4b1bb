import { demoLogins } from './demo/logins.ts';
import type { Services } from './services.ts';

/** What the person who started the server reads: where it is, and how to get in. */
export async function printWelcome({ config, store, log }: Services): Promise<void> {
	log.info({ event: 'listening', host: config.host, port: config.port });
	const demo = (await store.installation.get('demo')) !== null;
	const empty = (await store.organisation.all()).length === 0;
	const lines = [
		'',
		`  Lägestavlan är igång:  ${config.origin}`,
		'',
		...(demo ? demoLines() : empty ? emptyLines() : [])
	];
	console.log(lines.join('\n'));
}

function demoLines(): string[] {
	const width = (field: 'email' | 'password') => Math.max(...demoLogins.map((login) => login[field].length));
	const columns = { email: width('email'), password: width('password') };
	return [
		'  EXEMPELDATA – alla händelser är påhittade. Logga in som:',
		'',
		...demoLogins.map(
			({ email, password, what }) =>
				`    ${email.padEnd(columns.email)}   ${password.padEnd(columns.password)}   ${what}`
		),
		'',
		'  Prova två webbläsare sida vid sida. Avsluta med Ctrl+C.',
		''
	];
}

function emptyLines(): string[] {
	return ['  Här finns ingen samverkan ännu. Stoppa servern och skapa en:', '    npm run samverkan -- hjalp', ''];
}
