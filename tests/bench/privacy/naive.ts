import type { Detector } from './labelled.ts';

/** What one writes in an afternoon: one expression per kind, no checks. The peer that the figures stand beside. */
const EXPRESSIONS = [
	['personal-number', /\b(?:\d{2})?\d{6}[-+]?\d{4}\b/g],
	['phone', /\b0\d{1,3}[- ]?\d{2,3}[ ]?\d{2}[ ]?\d{2}\b/g],
	['email', /\b[\w.+-]+@[\w-]+\.[\w.]+\b/g],
	['plate', /\b[A-Z]{3} ?\d{2}[A-Z0-9]\b/g],
	['flat', /\blgh \d{4}\b/gi],
	['address', /\b[A-ZÅÄÖ][a-zåäö]+(?:gatan|vägen) \d+/g],
	['name', /\b[A-ZÅÄÖ][a-zåäö]+ [A-ZÅÄÖ][a-zåäö]+\b/g],
	['telling', /\b(?:född|heter|son till|elev i)\b/g]
] as const;

export const naive: Detector = (text) =>
	EXPRESSIONS.flatMap(([kind, expression]) =>
		[...text.matchAll(expression)].map((match) => ({ kind, start: match.index, end: match.index + match[0].length }))
	);
