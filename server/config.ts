/** The environment, read once and checked whole. */
export interface Config {
	port: number;
	host: string;
	/** As the browser sees it, without a slash at the end: `https://tavlan.example.se`. */
	origin: string;
	/** Where the database is. */
	dataDir: string;
	/** Believe X-Forwarded-Proto and X-Forwarded-For of the proxy in front. */
	trustProxy: boolean;
	logLevel: LogLevel;
	/** `development` under `npm run dev`. */
	mode: 'production' | 'development';
}

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
