import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import { maskNumbers } from '../src/lib/shared/privacy/blocked-numbers.ts';
import type { LogLevel } from './config.ts';

/**
 * One line of JSON per event. Ids say who and what; names, addresses, texts and tokens are never given to it. What
 * slips through under a known name is masked.
 */
export function createLog(level: LogLevel, to?: DestinationStream): Logger {
	const options = {
		level,
		base: null,
		timestamp: stdTimeFunctions.isoTime,
		redact: {
			paths: ['password', 'email', 'name', 'text', 'cookie', 'token', '*.password', '*.email', '*.cookie', '*.token'],
			censor: '[masked]'
		},
		// Whatever a library puts in its message: the digits of a personnummer are never on a line.
		hooks: { streamWrite: maskNumbers }
	};
	return to ? pino(options, to) : pino(options);
}
