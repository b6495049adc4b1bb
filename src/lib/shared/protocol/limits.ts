/** Every limit of the wire, with its unit. Both ends read them here; the server alone enforces them. */

/** Longest frame on `/sync`, either way. The server closes the socket of a longer one with 1009. */
export const MAX_FRAME_BYTES = 1024 * 1024;
/** Longest update inside a frame: what is left beside the message's own header. */
export const MAX_UPDATE_BYTES = MAX_FRAME_BYTES - 64;
/** Highest clock of a client, in units; Yjs counts in numbers that end to be whole well above it. */
export const MAX_CLOCK = 2 ** 31 - 1;
/** Structs and client ids in one update of somebody who is at work: a letter is one struct, a new row some twenty. */
export const MAX_UPDATE_STRUCTS = 2_000;
export const MAX_UPDATE_CLIENTS = 8;
/** The same for a large update: a night's work without a line, a long list pasted. */
export const MAX_LARGE_STRUCTS = 20_000;
export const MAX_LARGE_CLIENTS = 64;
/** Large updates of one connection: what may come at once, and how fast that fills up again. */
export const LARGE_BURST = 4;
export const LARGE_PER_SECOND = 0.1;
/** Ranges in an update's deletions: an answer to "what do you have" lists all that was ever deleted. */
export const MAX_DELETE_RANGES = 50_000;
/** Types inside each other. A record's text is three deep. */
export const MAX_DEPTH = 24;
/** Steps that finding a place may take: others' edits between two neighbours, and all of an update's. */
export const MAX_STEPS = 20_000;
export const MAX_STEPS_PER_UPDATE = 200_000;
/** Longest state vector, in bytes: some ten for each client that ever wrote. */
export const MAX_STATE_VECTOR_BYTES = 256 * 1024;

/** Longest awareness message. A focus is some 100 bytes; a plain client also echoes what others said. */
export const MAX_PRESENCE_BYTES = 16 * 1024;
/** Longest of a focus's three names, in UTF-16 code units. */
export const MAX_FOCUS_LENGTH = 64;

/** Update-bearing messages of one connection: what may come at once, and how fast that fills up again. */
export const UPDATE_BURST = 2_000;
export const UPDATES_PER_SECOND = 500;
/** Awareness messages above this are dropped without a word; the next one says the same and more. */
export const PRESENCE_BURST = 60;
export const PRESENCE_PER_SECOND = 60;
/** Sync step 1: four bytes in, a whole document out. */
export const STEP1_BURST = 6;
export const STEP1_PER_SECOND = 2;

/** Highest clock of an awareness row; a higher one would make others deaf to whoever has the client id next. */
export const MAX_PRESENCE_CLOCK = 2 ** 31 - 1;

/** Client ids that one person may bring into documents, at once and per second: each stays there for ever. */
export const CLIENT_IDS_BURST = 200;
export const CLIENT_IDS_PER_SECOND = 0.1;
/** Broken updates, and refused ones, of one person within `READ_ONLY_MS` after which they may only read for as long. */
export const BREAKS_BEFORE_READ_ONLY = 3;
export const REFUSALS_BEFORE_READ_ONLY = 30;
export const READ_ONLY_MS = 3_600_000;

/** Sockets on `/sync`. A page has two: the week's and the åtgärder's. */
export const MAX_CONNECTIONS_PER_PERSON = 60;
export const MAX_CONNECTIONS_PER_BOARD = 1_000;
/** Different documents that one person has open. */
export const MAX_DOCUMENTS_PER_PERSON = 30;
/** What somebody may take of us before we know who they are: milliseconds to say what they want, and how many headers. */
export const HEADERS_MS = 10_000;
export const MAX_HEADERS = 100;

/** Milliseconds over which presence is collected to one frame. */
export const PRESENCE_BUNDLE_MS = 40;
/** Bytes waiting in a socket before its client is a slow reader. */
export const MAX_BACKLOG_BYTES = 4 * 1024 * 1024;
/** Milliseconds between pings; a socket that misses two is gone. */
export const PING_EVERY_MS = 15_000;
/** Milliseconds between looks at whether open sockets' sessions and rights still stand. */
export const SWEEP_EVERY_MS = 60_000;

/** What one document may hold in memory that is not on disk, before its writers are told to wait (4429). */
export const MAX_UNSAVED_BYTES = 32 * 1024 * 1024;
export const MAX_UNSAVED_ROWS = 5_000;

/** Longest socket.io packet on `/live`, in bytes. */
export const MAX_LIVE_BYTES = 64 * 1024;
