/** Files that a list can be taken out as. */
export const TABLE_FORMATS = ['csv', 'xlsx', 'pdf'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** Most rows of each: what a spreadsheet opens with ease, and what somebody reads on paper. */
export const MOST_ROWS: Record<TableFormat, number> = { csv: 20_000, xlsx: 20_000, pdf: 2_000 };

export const FORMAT_WORDS: Record<TableFormat, string> = { csv: 'CSV', xlsx: 'Excel', pdf: 'PDF' };
