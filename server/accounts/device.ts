/** The first that matches: browsers name those they descend from, so the most particular come first. */
const BROWSERS: [RegExp, string][] = [
	[/Edg(e|A|iOS)?\//, 'Edge'],
	[/OPR\//, 'Opera'],
	[/SamsungBrowser\//, 'Samsung Internet'],
	[/Firefox\/|FxiOS\//, 'Firefox'],
	[/Chrome\/|CriOS\//, 'Chrome'],
	[/Safari\//, 'Safari']
];

const SYSTEMS: [RegExp, string][] = [
	[/iPhone/, 'iPhone'],
	[/iPad/, 'iPad'],
	[/Android/, 'Android'],
	[/Windows/, 'Windows'],
	[/Macintosh|Mac OS X/, 'Mac'],
	[/CrOS/, 'ChromeOS'],
	[/Linux/, 'Linux']
];

const nameIn = (names: [RegExp, string][], userAgent: string) => names.find(([sign]) => sign.test(userAgent))?.[1];

/** Browser and system in words, as "Firefox på Windows", for the list of one's devices. */
export function deviceWords(userAgent: string | null | undefined): string {
	const browser = nameIn(BROWSERS, userAgent ?? '') ?? 'Okänd webbläsare';
	const system = nameIn(SYSTEMS, userAgent ?? '');
	return system ? `${browser} på ${system}` : browser;
}
