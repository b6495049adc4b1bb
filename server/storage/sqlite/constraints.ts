import { InUseError, TakenError } from '../organisation.ts';

const UNIQUE = 2067;
const FOREIGN_KEY = 787;

const errcode = (error: unknown) => (error as { errcode?: number }).errcode;

/** `UNIQUE constraint failed: parties.samverkan, parties.name_folded` is about the last column: `name`. */
const takenField = (error: unknown) => /(\w+?)(_folded)?$/.exec((error as Error).message)?.[1] ?? 'id';

/** Runs a write; a clash of names comes out as `TakenError`. */
export async function orTaken<T>(write: Promise<T>): Promise<T> {
	return write.catch((error: unknown) => {
		throw errcode(error) === UNIQUE ? new TakenError(takenField(error)) : error;
	});
}

/** Runs a removal; a row that others refer to comes out as `InUseError`. */
export async function orInUse<T>(removal: Promise<T>, what: string): Promise<T> {
	return removal.catch((error: unknown) => {
		throw errcode(error) === FOREIGN_KEY ? new InUseError(`${what} is in use`) : error;
	});
}
