import type { Actor } from '#lib/shared/access/roles.ts';
import type { PersonId } from '#lib/shared/ids.ts';
import type { Organisation, Samverkan } from '#lib/shared/organisation.ts';

declare global {
	namespace App {
		interface Locals {
			/** Who is logged in. */
			person: { id: PersonId; name: string; email: string } | null;
			/** The session's stored name, never the cookie's value. */
			session: { hash: string } | null;
			/** Every samverkan the person belongs to. */
			samverkan: Samverkan[];
			/** The one in use, and the person as an actor in it; null for somebody who belongs to none. */
			organisation: Organisation | null;
			actor: Actor | null;
		}
		interface Error {
			message: string;
			/** Names the log line. */
			reference?: string;
		}
	}
}

export {};
