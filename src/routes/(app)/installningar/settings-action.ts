import { error, fail, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import type * as v from 'valibot';
import { problemText } from '#lib/features/account/problem-text.ts';
import { parseForm } from '#lib/server/forms.ts';
import { requirePermission } from '#lib/server/guards.ts';
import { settingsEvent } from '#lib/server/settings-event.ts';
import { services, type OrganisationStore } from '#lib/server/services.ts';
import { isInUse, isTaken } from '#lib/server/store-problems.ts';
import { may, type Command } from '#lib/shared/access/policies.ts';
import type { Actor } from '#lib/shared/access/roles.ts';
import type { FormState } from '#lib/shared/form-state.ts';
import type { PersonId } from '#lib/shared/ids.ts';
import type { Organisation } from '#lib/shared/organisation.ts';

type Schema = v.ObjectSchema<v.ObjectEntries, undefined>;

/** What a change of settings works with. Ids in a form are the sender's: the store touches only rows of this samverkan. */
export interface SettingsChange {
	actor: Actor;
	organisation: Organisation;
	store: OrganisationStore;
	/** To the person's open boards: what they may do has changed. */
	rightsChanged(person: PersonId): void;
	origin: string;
}

/** What came of it: words for what was done, or what is wrong. */
export type Outcome = Pick<FormState, 'saved' | 'link'> | { errors: Record<string, string> } | { problem: string };

type Change<S extends Schema> = (change: SettingsChange, values: v.InferOutput<S>) => Promise<Outcome>;
type SettingsAction = (event: RequestEvent) => Promise<FormState | ActionFailure<FormState>>;

/** A form action of the settings: only by those who may, parsed, with clashes told as errors, and told to open boards. */
export function settingsAction<S extends Schema>(
	schema: S,
	change: Change<S>,
	command: Command = 'settings:edit'
): SettingsAction {
	return async (event) => {
		const { actor, organisation } = requirePermission(event, 'settings');
		if (!may(actor, command)) error(403, problemText({ code: 'not-allowed' }));
		const parsed = parseForm(schema, await event.request.formData());
		if (!parsed.ok) return fail(400, parsed.state);
		const outcome = await attempt(() => change(contextOf(event, actor, organisation), parsed.values));
		if (!('saved' in outcome)) return fail(400, { ...parsed.state, ...outcome });
		services().eventLog.noteBy(actor, ...settingsEvent(event, parsed.values));
		services().live.organisationChanged(actor.samverkan);
		await refresh(event, actor);
		return { ...parsed.state, ...outcome };
	};
}

/** Without JavaScript the page is rendered in the same request, from what was read before the change. */
async function refresh({ locals }: RequestEvent, { samverkan, person }: Actor): Promise<void> {
	const { organisation } = services().store;
	locals.actor = await organisation.actor(samverkan, person);
	locals.organisation = locals.actor && (await organisation.read(samverkan));
}

function contextOf({ url }: RequestEvent, actor: Actor, organisation: Organisation): SettingsChange {
	const { store, rooms, live } = services();
	return {
		actor,
		organisation,
		store: store.organisation,
		origin: url.origin,
		rightsChanged(person) {
			rooms.rightsChanged(actor.samverkan, person);
			live.rightsChanged(actor.samverkan, person);
		}
	};
}

async function attempt(change: () => Promise<Outcome>): Promise<Outcome> {
	try {
		return await change();
	} catch (cause) {
		if (isInUse(cause)) return { problem: problemText({ code: 'in-use' }) };
		if (!isTaken(cause)) throw cause;
		return cause.field === 'code'
			? { errors: { code: problemText({ code: 'code-taken' }) } }
			: { errors: { name: problemText({ code: 'name-taken' }) } };
	}
}

export const gone: Outcome = { problem: problemText({ code: 'not-found' }) };
