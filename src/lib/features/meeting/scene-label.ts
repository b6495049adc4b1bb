import type { Scene } from '../../shared/meeting/scene.ts';

/** What a scene is called in a list, where its title needs the problem that stands beside it. */
export const sceneLabel = ({ title, blocks }: Scene): string =>
	blocks.find(({ place }) => place === 'beside')?.rows[0]?.text ?? title;
