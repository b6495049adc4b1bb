import { isLoopback, type Config } from '../config.ts';
import type { InstallationStore, Store } from '../storage/store.ts';
import { createDemo, DEMO_KEY } from './create-demo.ts';
import type { DemoParts } from './story.ts';

type Where = Pick<Config, 'host' | 'origin' | 'dataDir'>;

/** The example's passwords are printed for all to read, so nobody else may reach them. */
export class DemoAddressError extends Error {
	constructor({ host, origin, dataDir }: Where) {
		super(
			[
				`The data folder ${dataDir} holds the example, whose passwords everybody knows. It can only be used on this machine,`,
				`and HOST=${host} ORIGIN=${origin} lets others in. Choose another folder for a real installation, for instance`,
				`  DATA_DIR=/var/lib/lagestavlan npm run samverkan -- hjalp`,
				`or unset HOST and ORIGIN to look at the example here.`
			].join('\n')
		);
		this.name = 'DemoAddressError';
	}
}

const hostOf = (origin: string): string => (URL.parse(origin)?.hostname ?? '').replace(/^\[|\]$/g, '');

/** Nobody but this machine can reach it, neither directly nor through a proxy that the origin tells of. */
const isPrivate = ({ host, origin }: Where): boolean => isLoopback(host) && isLoopback(hostOf(origin));

export const isDemo = async (installation: InstallationStore): Promise<boolean> =>
	(await installation.get(DEMO_KEY)) !== null;

/** A first start on one's own machine shows something; a server meant for others begins empty. */
export async function createDemoWhereEmpty({ config, ...parts }: DemoParts & { config: Where }): Promise<void> {
	const { installation, organisation } = parts.store;
	if (!isPrivate(config) || (await isDemo(installation)) || (await organisation.all()).length > 0) return;
	await createDemo(parts);
}

/** @throws DemoAddressError when others than this machine could log in with the example's passwords. */
export async function refuseDemoBeyondLoopback({ store, config }: { store: Store; config: Where }): Promise<void> {
	if ((await isDemo(store.installation)) && !isPrivate(config)) throw new DemoAddressError(config);
}
