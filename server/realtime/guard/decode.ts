import * as Y from 'yjs';

/** Clocks [from, to) of one client. */
export interface ClockRange {
	from: number;
	to: number;
}

/** An update taken apart without touching a document. */
export interface DecodedUpdate {
	/** What it brings, per client, in order. */
	ranges: Map<number, ClockRange[]>;
	/** What must be there for it to be integrated whole. */
	needs: { client: number; clock: number }[];
	deletes: { client: number; from: number; to: number }[];
}

/**
 * Client bytes come here before they come to a document. Null: these are no update. The bounds on what a well-formed
 * update may say (reliability.md §3.4) belong in this folder too, between here and `gaps.ts`.
 */
export function decode(update: Uint8Array): DecodedUpdate | null {
	try {
		const { structs, ds } = Y.decodeUpdate(update);
		const decoded: DecodedUpdate = { ranges: new Map(), needs: [], deletes: [] };
		for (const struct of structs) addStruct(decoded, struct);
		for (const [client, ranges] of ds.clients as Map<number, { clock: number; len: number }[]>)
			for (const { clock, len } of ranges) decoded.deletes.push({ client, from: clock, to: clock + len });
		return decoded;
	} catch {
		return null;
	}
}

function addStruct({ ranges, needs }: DecodedUpdate, struct: Y.Item | Y.GC | Y.Skip) {
	if (struct instanceof Y.Skip) return;
	const { client, clock } = struct.id;
	addRange(ranges, client, { from: clock, to: clock + struct.length });
	if (!(struct instanceof Y.Item)) return;
	// A parent by name is a root; by id it is an item that must be there, as must the neighbours.
	for (const id of [struct.origin, struct.rightOrigin, struct.parent])
		if (id instanceof Y.ID) needs.push({ client: id.client, clock: id.clock });
}

function addRange(ranges: DecodedUpdate['ranges'], client: number, range: ClockRange) {
	const known = ranges.get(client);
	const last = known?.at(-1);
	if (!known) ranges.set(client, [range]);
	else if (last && last.to === range.from) last.to = range.to;
	else known.push(range);
}
