/** Fields of words that people wrote letter by letter: what changed in them is told word by word. */
const WRITTEN: ReadonlySet<string> = new Set(['text', 'title', 'description', 'goal', 'note']);

export const isWrittenText = (root: string, field: string): boolean => root !== 'comments' && WRITTEN.has(field);
