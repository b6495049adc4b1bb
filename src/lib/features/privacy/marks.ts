import type { Finding } from '../../shared/privacy/findings.ts';
import type { TextBox } from './guarded-box.ts';

/** What a letter's place depends on. */
const ALIKE = [
	...['font', 'letterSpacing', 'wordSpacing', 'textIndent', 'textTransform', 'lineHeight', 'textAlign', 'tabSize'],
	...['paddingTop', 'paddingRight', 'paddingBottom', 'paddingLeft', 'overflowWrap', 'wordBreak'],
	...['borderTopWidth', 'borderRightWidth', 'borderBottomWidth', 'borderLeftWidth']
] as const;

/** Puts the mirror where the box is, with letters that stand where the box's stand. */
export function lieOver(mirror: HTMLElement, box: TextBox): void {
	const { style } = mirror;
	const like = getComputedStyle(box) as unknown as Record<string, string>;
	for (const name of ALIKE) (style as unknown as Record<string, string>)[name] = like[name] ?? '';
	style.left = `${box.offsetLeft}px`;
	style.top = `${box.offsetTop}px`;
	style.width = `${box.offsetWidth}px`;
	style.height = `${box.offsetHeight}px`;
	mirror.scrollTop = box.scrollTop;
	mirror.scrollLeft = box.scrollLeft;
}

/** The text in pieces: what was found, and what is between. */
export function pieces(text: string, findings: readonly Finding[]): { text: string; finding: Finding | null }[] {
	let at = 0;
	const cut = findings.flatMap((finding) => {
		const before = { text: text.slice(at, finding.start), finding: null };
		at = finding.end;
		return [before, { text: text.slice(finding.start, finding.end), finding }];
	});
	return [...cut, { text: text.slice(at), finding: null }];
}
