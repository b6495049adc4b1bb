import { isIPv4, isIPv6 } from 'node:net';

const MAPPED = /^::ffff:(?=\d+\.)/i;

/** The first four groups of an IPv6 address: what one customer gets. */
function network64(address: string): string {
	const [head = '', tail] = address.toLowerCase().split('%')[0]!.split('::');
	const before = head.split(':').filter(Boolean);
	const after = tail?.split(':').filter(Boolean) ?? [];
	const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
	const groups = [...before, ...Array<string>(zeros).fill('0'), ...after];
	return groups
		.slice(0, 4)
		.map((group) => Number.parseInt(group, 16).toString(16))
		.join(':');
}

const plain = (address: string) => address.replace(MAPPED, '');

/** One source of attempts: an IPv4 address, or the /64 that an IPv6 address can be changed within at will. */
export function sourceOf(address: string): string {
	const own = plain(address);
	return isIPv6(own) ? network64(own) : own;
}

/** The neighbourhood of an address: /24 of IPv4, /64 of IPv6. */
export function neighbourhoodOf(address: string): string {
	const source = sourceOf(address);
	return isIPv4(source) ? source.split('.').slice(0, 3).join('.') : source;
}
