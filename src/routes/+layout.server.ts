import { services } from '#lib/server/services.ts';

/** Whether the demo made this installation: then every page says so. */
export async function load() {
	return { example: (await services().store.installation.get('demo')) !== null };
}
