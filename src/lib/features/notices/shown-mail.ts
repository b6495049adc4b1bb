/** A mail of the outbox as the page shows it. */
export interface ShownMail {
	id: string;
	to: string;
	what: string;
	state: 'queued' | 'sending' | 'sent' | 'failed' | 'uncertain' | 'withdrawn';
	reason: string | null;
	attempts: number;
	/** Milliseconds: when it was sent, or is tried next, or was made. */
	at: number;
	/** As it would read now; null where there is nothing to say. */
	text: { subject: string; body: string } | null;
}
