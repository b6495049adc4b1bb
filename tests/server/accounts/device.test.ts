import { expect, test } from 'vitest';
import { deviceWords } from '../../../server/accounts/device.ts';

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

test.each([
	['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox på Windows'],
	[`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/141.0 Safari/537.36 Edg/141.0`, 'Edge på Windows'],
	[`Mozilla/5.0 (Linux; Android 15) ${WEBKIT} Chrome/141.0 Mobile Safari/537.36`, 'Chrome på Android'],
	[
		'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19.0 Safari/604',
		'Safari på iPhone'
	],
	['curl/8.1', 'Okänd webbläsare'],
	['', 'Okänd webbläsare'],
	[null, 'Okänd webbläsare']
])('%j is %s', (userAgent, words) => {
	expect(deviceWords(userAgent)).toBe(words);
});
