/** Text without regard to case, å ä ö included: what uniqueness is judged by. */
export const fold = (text: string): string => text.trim().normalize('NFC').toLocaleLowerCase('sv');

type Columns = Record<string, string | number | null>;

/** How a field of the domain is written into columns. A field that is not named is never written. */
export type Codec<Row> = { [Field in keyof Row]?: (value: never) => Columns };

export const text = (column: string) => (value: string | number | null) => ({ [column]: value });
export const flag = (column: string) => (value: boolean) => ({ [column]: Number(value) });
export const json = (column: string) => (value: unknown) => ({ [column]: JSON.stringify(value) });
/** A name that is unique among its siblings. */
export const unique = (column: string) => (value: string) => ({ [column]: value, [`${column}_folded`]: fold(value) });

/** The columns of those fields that are given. */
export function toColumns<Row extends object>(codec: Codec<Row>, row: Partial<Row>): Columns {
	const columns: Columns = {};
	for (const [field, write] of Object.entries(codec) as [keyof Row, ((value: unknown) => Columns) | undefined][])
		if (row[field] !== undefined) Object.assign(columns, write?.(row[field]));
	return columns;
}
