import type { RequestEvent } from '@sveltejs/kit';
import { services } from './services.ts';

type WithCookies = Pick<RequestEvent, 'cookies'>;

export const sessionCookie = ({ cookies }: WithCookies): string | undefined =>
	cookies.get(services().accounts.sessions.cookieName);

export function setSessionCookie({ cookies }: WithCookies, value: string): void {
	const { cookieName, cookieAttributes } = services().accounts.sessions;
	cookies.set(cookieName, value, cookieAttributes);
}

export function dropSessionCookie({ cookies }: WithCookies): void {
	const { cookieName, cookieAttributes } = services().accounts.sessions;
	cookies.delete(cookieName, cookieAttributes);
}

/** Nothing of the person stays in a browser that others use; the theme and other cookies do. */
export function clearSite({ setHeaders }: Pick<RequestEvent, 'setHeaders'>): void {
	setHeaders({ 'clear-site-data': '"cache", "storage"' });
}

export const deviceOf = ({ request }: Pick<RequestEvent, 'request'>): string =>
	services().accounts.deviceWords(request.headers.get('user-agent'));
