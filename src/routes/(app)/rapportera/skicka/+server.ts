import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import type { RequestHandler } from './$types';
import { services } from '#lib/server/services.ts';
import { holdsBlockedNumber } from '#lib/shared/privacy/blocked-numbers.ts';
import { parcelSchema } from '#lib/shared/report/outbox.ts';
import { fail } from '#lib/shared/result.ts';

/**
 * Takes one parcel of a device's outbox. 401 where nobody is logged in, and the same where somebody else is: the device keeps
 * it for whose it is. 4xx with a problem is final, anything else is tried again.
 */
export const POST: RequestHandler = async ({ locals, request }) => {
	const { person } = locals;
	if (!person) return json(fail('not-logged-in'), { status: 401 });
	const parsed = v.safeParse(parcelSchema, await request.json().catch(() => null));
	if (!parsed.success) return json(fail('report-unreadable'), { status: 400 });
	if (holdsBlockedNumber(parsed.output.message)) return json(fail('personal-number'), { status: 400 });
	const { samverkan, message } = parsed.output;
	if (parsed.output.person !== person.id) return json(fail('other-person'), { status: 401 });
	const actor = await services().store.organisation.actor(samverkan, person.id);
	if (!actor) return json(fail('may-not-report'), { status: 403 });
	const taken = await services().reporting.take(actor, message);
	return json(taken, { status: taken.ok ? 200 : 409 });
};
