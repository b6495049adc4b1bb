import { demoLogins, type DemoLogin } from '../../../server/demo/logins.ts';

function login(key: DemoLogin['key']): DemoLogin {
	const found = demoLogins.find((one) => one.key === key);
	if (!found) throw new Error(`The example has no ${key}`);
	return found;
}

/** People of the example data, by what they may do. */
export const COORDINATOR = login('coordinator');
export const POLICE = login('police');
export const HOUSING = login('housing');
export const STREETS = login('streets');
export const GUARD = login('guard');
export const LEADER = login('leader');
export const ADMIN = login('admin');
