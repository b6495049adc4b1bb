import { requireDevelopment } from '#lib/server/guards.ts';

export const load = requireDevelopment;
