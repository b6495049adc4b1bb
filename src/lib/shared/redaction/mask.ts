/** Stands for one UTF-16 code unit of words that were taken away: lengths stay, so that the history still replays. */
export const MASK = '█';

/** Words taken away, so long as they were. The empty text stays empty. */
export const mask = (words: string): string => MASK.repeat(words.length);

/** What is left of a text where someone may still read it: words, also for those who listen. */
export const REMOVED = '[borttagen uppgift]';

const RUN = new RegExp(`${MASK}+`, 'g');

/** Text that may hold masks, for people. */
export const readable = (text: string): string => text.replace(RUN, REMOVED);

export const isMasked = (text: string): boolean => text !== '' && text.split('').every((unit) => unit === MASK);

/** In place of the words while a flag is judged: everywhere the words would be, for everybody. */
export const HIDDEN = 'Dold – någon har flaggat en personuppgift. Samordnaren granskar.';
/** In a record's other fields, which need not say it again. */
export const HIDDEN_TOO = 'Dold';

/** In place of words that were taken away and that nothing was written instead of. */
export const TAKEN_AWAY = 'Uppgiften är borttagen.';

/** Every string of a plain value made readable. */
export function readableAll<T>(value: T): T {
	if (typeof value === 'string') return readable(value) as T;
	if (Array.isArray(value)) return value.map(readableAll) as T;
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, readableAll(inner as unknown)])) as T;
}
