/** Every limit of the wire, with its unit. Both ends read them here; the server alone enforces them. */

/** Longest frame on `/sync`, either way. The server closes the socket of a longer one with 1009. */
export const MAX_FRAME_BYTES = 1024 * 1024;
/** Longest update inside a frame: what is left beside the message's own header. */
export const MAX_UPDATE_BYTES = MAX_FRAME_BYTES - 64;
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
