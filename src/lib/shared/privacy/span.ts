/** A stretch of the folded text and what it looks like. */
export interface Span<Kind extends string = string> {
	kind: Kind;
	start: number;
	end: number;
}
