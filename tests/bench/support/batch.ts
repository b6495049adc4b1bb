/** The batching relay's message type: several frames, each with its length. */
export const BATCH = 100;
