import { error } from '@sveltejs/kit';
import { services } from '#lib/server/services.ts';

/** For those who build, not for those who use. */
export function load() {
	if (services().config.mode !== 'development') error(404, 'Sidan finns inte.');
}
