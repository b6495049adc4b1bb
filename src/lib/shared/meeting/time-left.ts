const MINUTE = 60_000;
const HOUR = 60;

/** How long something still holds, whole minutes rounded down: "3 h 20 min kvar", "mindre än en minut kvar". */
export function timeLeftWords(ms: number): string {
	const minutes = Math.floor(ms / MINUTE);
	if (minutes < 1) return 'mindre än en minut kvar';
	const hours = Math.floor(minutes / HOUR);
	const parts = [hours > 0 && `${hours} h`, minutes % HOUR > 0 && `${minutes % HOUR} min`].filter(Boolean);
	return `${parts.join(' ')} kvar`;
}
