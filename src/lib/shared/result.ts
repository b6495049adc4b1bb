/**
 * A problem the user can act on. `code` is stable and is turned into Swedish words by one table
 * (`src/lib/features/account/problem-text.ts`); `path` says where, as in `action(x1).due`.
 */
export interface Problem<Code extends string = string> {
	code: Code;
	path?: string;
}

/** What a check or a command answers when failing is an ordinary outcome. Anything unexpected is thrown instead. */
export type Result<T, P extends Problem = Problem> = { ok: true; value: T } | { ok: false; problem: P };

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const fail = <Code extends string>(code: Code, path?: string): { ok: false; problem: Problem<Code> } => ({
	ok: false,
	problem: path === undefined ? { code } : { code, path }
});
