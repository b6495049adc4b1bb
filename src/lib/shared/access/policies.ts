/** What a person may do in one samverkan and week, as booleans for the UI. The server asks the same functions. */
export interface Permissions {
	readBoard: boolean;
	/** Lägesrader, närvaropass, kommande, nollrapport of the own party, proposals of åtgärder. */
	writeWeek: boolean;
	/** Level and trend per area, prioriteringar. */
	setLevels: boolean;
	prioritise: boolean;
	/** Any åtgärd: fields, owner, performers, dates. */
	editActions: boolean;
	/** föreslagen → beslutad, and back. */
	decideActions: boolean;
	/** Status and comments of åtgärder that a function of one's own performs or owns. */
	updateOwnActions: boolean;
	settings: boolean;
}
