import type { SealedCorrection, SealedRecord } from '../../src/lib/shared/seal/sealed-record.ts';
import type { Seal } from '../storage/seals.ts';

/** A sealed week as its files are made from: the record, its rättelser, and the rows that keep them. */
export interface RecordSource {
	record: SealedRecord;
	seal: Seal;
	corrections: readonly { correction: SealedCorrection; seal: Seal }[];
}

/** A file of a sealed week, at `/v/<week>/protokoll/<name>`. */
export interface RecordFile {
	/** `lagesbild.json`: in the address, and what it is called when saved. */
	name: string;
	/** The link's words. */
	title: string;
	type: string;
	/** In quotes in the ETag: the same bytes under the same tag. */
	tag: string;
	make(): Promise<Uint8Array>;
}

/** What a kind of file adds to the list. Others plug in here. */
export type FileKind = (source: RecordSource) => RecordFile[];

/** The sealed bytes themselves, of the lägesbild and of each rättelse: whoever has them can compute the hash. */
const json: FileKind = ({ seal, corrections }) => [
	jsonFile('lagesbild.json', 'Lägesbilden, JSON', seal),
	...corrections.map(({ seal }) =>
		jsonFile(`rattelse-${seal.correction}.json`, `Rättelse ${seal.correction}, JSON`, seal)
	)
];

const jsonFile = (name: string, title: string, { content, sha256 }: Seal): RecordFile => ({
	...{ name, title, type: 'application/json; charset=utf-8', tag: sha256 },
	make: () => Promise.resolve(content)
});

const KINDS: readonly FileKind[] = [json];

export const recordFiles = (source: RecordSource): RecordFile[] => KINDS.flatMap((kind) => kind(source));
