import * as v from 'valibot';
import type { Position } from '#lib/shared/organisation.ts';

const WHERE = /^(-?\d{1,2}(?:[.,]\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:[.,]\d+)?)$/;

/** As maps write it, "59.1807, 14.8652", or "59,1807; 14,8652"; null for nothing. */
function readPosition(text: string): Position | null | undefined {
	if (text.trim() === '') return null;
	const [, lat, lon] = WHERE.exec(text.trim()) ?? [];
	if (lat === undefined || lon === undefined) return undefined;
	const found = { lat: Number(lat.replace(',', '.')), lon: Number(lon.replace(',', '.')) };
	return Math.abs(found.lat) <= 90 && Math.abs(found.lon) <= 180 ? found : undefined;
}

/** Where a public place is, in a settings form. */
export const position = v.pipe(
	v.string(),
	v.check((text) => readPosition(text) !== undefined, 'Skriv latitud och longitud, till exempel 59.1807, 14.8652.'),
	v.transform((text) => readPosition(text) ?? null)
);
