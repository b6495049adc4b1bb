import { formatDay, formatTime } from '../../shared/week/format.ts';
import { localDay } from '../../shared/week/iso-week.ts';

/** "fre 27 nov 09.31", the same on the server and in the browser. */
export const momentWords = (ms: number): string => `${dayWords(ms)} ${formatTime(ms)}`;
export const dayWords = (ms: number): string => formatDay(localDay(ms));
