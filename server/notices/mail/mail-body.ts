/** What a mail says, once: its plain-text part and its HTML part are both made of this. */
export interface MailText {
	subject: string;
	blocks: MailBlock[];
}

export type MailBlock =
	| { kind: 'heading'; text: string }
	| { kind: 'paragraph'; text: string }
	/** An åtgärd: "Å-12 Lys upp tunneln", when it is due, and where to go with it. */
	| { kind: 'item'; title: string; meta: string; links: MailLink[] }
	| { kind: 'link'; link: MailLink }
	/** Why the receiver got it, and where to change that. */
	| { kind: 'footer'; text: string; link: MailLink };

export interface MailLink {
	text: string;
	href: string;
}

export const toPlainText = (blocks: readonly MailBlock[]): string => `${blocks.map(plain).join('\n\n')}\n`;

const plainLink = ({ text, href }: MailLink): string => `${text}: ${href}`;

function plain(block: MailBlock): string {
	switch (block.kind) {
		case 'heading':
			return `${block.text}\n${'-'.repeat(block.text.length)}`;
		case 'paragraph':
			return block.text;
		case 'item':
			return [block.title, block.meta, ...block.links.map(plainLink)].filter((line) => line !== '').join('\n  ');
		case 'link':
			return plainLink(block.link);
		case 'footer':
			// What mail programs know as the beginning of a signature.
			return `-- \n${block.text}\n${plainLink(block.link)}`;
	}
}

/**
 * No colours of our own, so that it is as legible in a dark mail program as in a light one; no pictures, nothing fetched.
 * Styles stand at the elements, because mail programs drop the rest.
 */
export function toHtml({ subject, blocks }: MailText): string {
	const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escaped(subject)}</title>`;
	const body = blocks.map(html).join('\n');
	return `<!doctype html>\n<html lang="sv"><head>${head}</head>\n<body style="${BODY}">\n<div style="${COLUMN}">\n${body}\n</div>\n</body></html>\n`;
}

const BODY = 'margin:0;padding:16px;font:16px/1.5 system-ui,-apple-system,Segoe UI,Arial,sans-serif';
const COLUMN = 'max-width:36em;margin:0 auto';
const ITEM = 'margin:0 0 12px;padding:12px 16px;border:1px solid #7c8899;border-radius:8px';

const htmlLink = ({ text, href }: MailLink): string => `<a href="${escaped(href)}">${escaped(text)}</a>`;

function html(block: MailBlock): string {
	switch (block.kind) {
		case 'heading':
			return `<h2 style="margin:24px 0 8px;font-size:18px">${escaped(block.text)}</h2>`;
		case 'paragraph':
			return `<p style="margin:0 0 16px">${escaped(block.text)}</p>`;
		case 'item':
			return `<div style="${ITEM}"><strong>${escaped(block.title)}</strong>${metaLine(block.meta)}${linksLine(block.links)}</div>`;
		case 'link':
			return `<p style="margin:16px 0">${htmlLink(block.link)}</p>`;
		case 'footer':
			return `<p style="margin:32px 0 0;padding-top:12px;border-top:1px solid #7c8899;font-size:14px">${escaped(block.text)} ${htmlLink(block.link)}</p>`;
	}
}

const metaLine = (meta: string): string => (meta === '' ? '' : `<br>${escaped(meta)}`);
const linksLine = (links: readonly MailLink[]): string =>
	links.length === 0 ? '' : `<br>${links.map(htmlLink).join(' &nbsp; ')}`;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
