import { createHash, timingSafeEqual } from 'node:crypto';
import { error, text, type RequestHandler } from '@sveltejs/kit';
import { services } from '#lib/server/services.ts';

const hashOf = (value: string): Buffer => createHash('sha256').update(value).digest();

/** Figures for Prometheus, where METRICS_TOKEN is set and shown: `Authorization: Bearer …`. No names, no ids, no words. */
export const GET: RequestHandler = ({ request }) => {
	const { config, rooms } = services();
	if (config.metricsToken === null) error(404, 'Sidan finns inte.');
	const shown = request.headers.get('authorization') ?? '';
	if (!timingSafeEqual(hashOf(shown), hashOf(`Bearer ${config.metricsToken}`))) error(401, 'Nyckeln stämmer inte.');
	return text(rooms.metrics.text(), { headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' } });
};
