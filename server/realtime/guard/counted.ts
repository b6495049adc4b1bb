/** What is turned away, by reason, for whoever watches the server. */
export interface RealtimeMetrics {
	/** Its sender was told, or lost the connection. */
	rejected(reason: string): void;
	/** Left out without a word. */
	dropped(reason: string): void;
}

export const UNCOUNTED: RealtimeMetrics = { rejected: () => undefined, dropped: () => undefined };
