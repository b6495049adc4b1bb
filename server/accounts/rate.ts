/** A bucket of permits that fills up again: what may come at once, and how fast for ever. */
export interface Bucket {
	left: number;
	at: number;
	readonly burst: number;
	readonly perSecond: number;
}

export const bucket = (burst: number, perSecond: number, now: number): Bucket => ({
	left: burst,
	at: now,
	burst,
	perSecond
});

/** Takes a permit; false when there is none. */
export function take(from: Bucket, now: number): boolean {
	from.left = Math.min(from.burst, from.left + (Math.max(0, now - from.at) / 1000) * from.perSecond);
	from.at = now;
	if (from.left < 1) return false;
	from.left -= 1;
	return true;
}
