import type { PageServerLoad } from './$types';
import { readExtractPage } from '#lib/server/extract-page.ts';

export const load: PageServerLoad = (event) => readExtractPage(event);
