import { isIP } from 'node:net';
import { resolve } from 'node:path';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The environment, read once and checked whole. */
export interface Config {
	port: number;
	host: string;
	/** As the browser sees it, without a slash at the end: `https://tavlan.example.se`. */
	origin: string;
	/** Where the database is; absolute. */
	dataDir: string;
	/** Believe X-Forwarded-Proto and X-Forwarded-For of the proxy in front. */
	trustProxy: boolean;
	logLevel: LogLevel;
	/** What a reader of `/metrics` must show; null is that there is no such page. */
	metricsToken: string | null;
	/** The mail server, and who mails are from; null is that mails stay in the outbox. */
	mail: MailConfig | null;
	/** `development` under `npm run dev`. */
	mode: 'production' | 'development';
}

export interface MailConfig {
	host: string;
	port: number;
	/** TLS from the first byte; otherwise the connection is upgraded before anything is said. */
	secure: boolean;
	login: { user: string; pass: string } | null;
	from: { name: string; address: string };
}

/** Everything that is wrong with the environment, each with the line that mends it. */
export class ConfigError extends Error {
	readonly problems: readonly string[];
	constructor(problems: readonly string[]) {
		super(
			['The configuration has to be mended before the server can start:', ...problems.map((p) => `  - ${p}`)].join('\n')
		);
		this.problems = problems;
	}
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws ConfigError with every problem at once. */
export function readConfig(env: Environment = process.env): Config {
	const problems: string[] = [];
	const port = readPort(env, problems);
	const host = readHost(env, problems);
	const trustProxy = readSwitch(env, 'TRUST_PROXY', problems);
	const config: Config = {
		port,
		host,
		origin: readOrigin(env, { host, port, trustProxy }, problems),
		dataDir: resolve(env.DATA_DIR || 'data'),
		trustProxy,
		logLevel: readChoice(env, 'LOG_LEVEL', LOG_LEVELS, 'info', problems),
		metricsToken: readMetricsToken(env, problems),
		mail: readMail(env, problems),
		mode: readChoice(env, 'NODE_ENV', ['production', 'development'], 'production', problems)
	};
	if (problems.length > 0) throw new ConfigError(problems);
	return config;
}

/** Only this machine can reach an address of this kind. */
export const isLoopback = (host: string): boolean =>
	host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);

/** 0 asks the system for a free port: for tests. */
function readPort(env: Environment, problems: string[]): number {
	const given = env.PORT || '3000';
	const port = Number(given);
	if (/^\d+$/.test(given) && port <= 65_535) return port;
	problems.push(`PORT is "${given}", which is no port. Set a whole number up to 65535: PORT=3000`);
	return 3000;
}

function readHost(env: Environment, problems: string[]): string {
	const host = env.HOST || '127.0.0.1';
	if (host === 'localhost' || isIP(host) !== 0) return host;
	problems.push(`HOST is "${host}", which is no address of this machine. Set an IP address: HOST=127.0.0.1`);
	return '127.0.0.1';
}

function readOrigin(
	env: Environment,
	at: { host: string; port: number; trustProxy: boolean },
	problems: string[]
): string {
	if (!env.ORIGIN) {
		if (!isLoopback(at.host))
			problems.push(
				`HOST ${at.host} is reached by others, so ORIGIN must say how. Set: ORIGIN=https://tavlan.example.se`
			);
		return `http://${at.host.includes(':') ? `[${at.host}]` : at.host}:${at.port}`;
	}
	const url = URL.parse(env.ORIGIN);
	if (!url || !/^https?:$/.test(url.protocol) || url.origin !== env.ORIGIN.replace(/\/$/, '')) {
		problems.push(
			`ORIGIN is "${env.ORIGIN}". Set scheme and host as in the address bar, and nothing more: ORIGIN=https://tavlan.example.se`
		);
		return env.ORIGIN;
	}
	if (url.protocol === 'http:' && !isLoopback(url.hostname.replace(/^\[|\]$/g, ''))) {
		problems.push(
			`ORIGIN ${env.ORIGIN} is not encrypted; log-in and board would travel open. Put a proxy with TLS in front and set: ORIGIN=https://${url.host}`
		);
	}
	return url.origin;
}

/** Short enough to be typed is short enough to be guessed. */
const SHORTEST_TOKEN = 24;

function readMetricsToken(env: Environment, problems: string[]): string | null {
	const given = env.METRICS_TOKEN;
	if (!given) return null;
	if (given.length < SHORTEST_TOKEN || /\s/.test(given))
		problems.push(
			`METRICS_TOKEN is too easily guessed. Set at least ${SHORTEST_TOKEN} characters without spaces: METRICS_TOKEN=$(openssl rand -hex 24)`
		);
	return given;
}

/** Of a mail server; 465 is TLS from the first byte. */
const SMTP_PORTS: Record<string, number> = { 'smtp:': 587, 'smtps:': 465 };

function readMail(env: Environment, problems: string[]): MailConfig | null {
	if (!env.SMTP_URL) return null;
	const url = URL.parse(env.SMTP_URL);
	const from = readSender(env.MAIL_FROM ?? '');
	const port = SMTP_PORTS[url?.protocol ?? ''];
	// The URL may hold a password: it is not repeated.
	if (!url?.hostname || port === undefined || !/^\/?$/.test(url.pathname) || url.search || url.hash)
		problems.push('SMTP_URL is no address of a mail server. Set: SMTP_URL=smtp://user:password@mail.example.se:587');
	if (!from)
		problems.push(
			`MAIL_FROM is "${env.MAIL_FROM ?? ''}", and mails must be from somebody. Set: MAIL_FROM="Lägestavlan <tavlan@example.se>"`
		);
	if (!url || !from || port === undefined) return null;
	const login = url.username === '' ? null : { user: decoded(url.username), pass: decoded(url.password) };
	const host = url.hostname.replace(/^\[|\]$/g, '');
	return { host, port: Number(url.port) || port, secure: url.protocol === 'smtps:', login, from };
}

/** `Lägestavlan <tavlan@example.se>`, or the address alone. */
function readSender(text: string): MailConfig['from'] | null {
	const named = /^"?([^"<>\r\n]*?)"?\s*<([^<>\s]+)>$/.exec(text.trim());
	const [name = '', address = ''] = named ? [named[1], named[2]] : ['', text.trim()];
	return /^[^@\s<>",;]+@[^@\s<>",;]+$/.test(address) ? { name: name || 'Lägestavlan', address } : null;
}

/** Special characters of a password are written as %40 in an address. */
function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part; // a bare % is meant as it stands
	}
}

function readSwitch(env: Environment, name: string, problems: string[]): boolean {
	return readChoice(env, name, ['0', '1'], '0', problems) === '1';
}

function readChoice<T extends string>(
	env: Environment,
	name: string,
	choices: readonly T[],
	otherwise: T,
	problems: string[]
): T {
	const given = env[name] || otherwise;
	const found = choices.find((choice) => choice === given);
	if (found !== undefined) return found;
	problems.push(`${name} is "${given}". Set one of ${choices.join(', ')}: ${name}=${otherwise}`);
	return otherwise;
}

/**
 * Tells SvelteKit's adapter, which reads the environment when it is loaded, what has been checked here. Without an
 * origin it takes every request for https and refuses all forms on plain http.
 */
export function tellAdapter(config: Config, env: NodeJS.ProcessEnv = process.env): void {
	env.ORIGIN = config.origin;
	if (config.trustProxy) env.ADDRESS_HEADER = 'x-forwarded-for';
	else delete env.ADDRESS_HEADER;
	delete env.PROTOCOL_HEADER;
	delete env.HOST_HEADER;
}
