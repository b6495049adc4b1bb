const MOMENT = new Intl.DateTimeFormat('sv-SE', {
	weekday: 'short',
	day: 'numeric',
	month: 'short',
	hour: '2-digit',
	minute: '2-digit',
	timeZone: 'Europe/Stockholm'
});
const DAY = new Intl.DateTimeFormat('sv-SE', {
	weekday: 'short',
	day: 'numeric',
	month: 'short',
	timeZone: 'Europe/Stockholm'
});

/** "fre 27 nov. 09:31", the same on the server and in the browser. */
export const momentWords = (ms: number): string => MOMENT.format(ms);
export const dayWords = (ms: number): string => DAY.format(ms);
