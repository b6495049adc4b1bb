import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';
import { problemText } from '#lib/features/account/problem-text.ts';
import { required } from '#lib/server/forms.ts';
import { requirePermission } from '#lib/server/guards.ts';
import { privacyLog, privacyWords } from '#lib/server/privacy-log.ts';
import { services } from '#lib/server/services.ts';
import { settingsAction } from '../settings-action.ts';

export const load: PageServerLoad = async (event) => {
	const { organisation } = requirePermission(event, 'settings');
	return { words: await privacyWords(organisation), overrides: await privacyLog(organisation) };
};

export const actions: Actions = {
	tillat: settingsAction(v.object({ word: required('ordet', 80) }), async ({ actor }, { word }) => {
		const added = await services().privacy.addWord(actor, word);
		return added.ok
			? { saved: `”${word}” varnas det inte för längre.` }
			: { errors: { word: problemText(added.problem) } };
	}),
	'ta-bort': settingsAction(v.object({ word: required('ordet', 80) }), async ({ actor }, { word }) => {
		const removed = await services().privacy.removeWord(actor, word);
		return removed ? { saved: `”${word}” är borttaget ur listan.` } : { problem: 'Ordet finns inte längre i listan.' };
	})
};
