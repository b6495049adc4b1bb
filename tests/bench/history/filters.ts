/** The filter over five years in several combinations, first page and deep page; and Översikt over all weeks. */
import type { ChangeFilter } from '../../../src/lib/shared/history/change.ts';
import type { Figure } from '../support/figure.ts';
import { actorOf, figures, timed, type Review, type Took } from './review.ts';

const DEEP = 60;
const PAGE = 100;

export async function filters(review: Review): Promise<Figure[]> {
	const { app, years, actor, bare, quick } = review;
	const { history } = app.services;
	const { organisation, cast } = years;
	const times = quick ? 15 : 60;
	const pick = <T>(list: readonly T[], round: number): T => list[round % list.length]!;
	const oneOf = (round: number) => ({
		persons: [cast.get(pick(['coordinator', 'police', 'housing', 'rescue'], round))!.person],
		areas: [pick(organisation.areas, round).id],
		fields: [pick(['owner', 'status', 'due', 'severity'], round)],
		text: pick(['belysning', 'klotter', 'skräp glas', 'ronder', 'ökade'], round)
	});
	const combinations: [string, (round: number) => ChangeFilter][] = [
		['nothing', () => ({})],
		['a person', (round) => ({ persons: oneOf(round).persons })],
		['a field', (round) => ({ fields: oneOf(round).fields })],
		['an area', (round) => ({ areas: oneOf(round).areas })],
		['a place', (round) => ({ places: [pick(organisation.places, round).id] })],
		['words', (round) => ({ text: oneOf(round).text })],
		['who, what, where and words', (round) => ({ ...oneOf(round), fields: ['text', 'description', 'title'] })]
	];
	const last = bare.prepare('SELECT * FROM history_changes WHERE id < ? ORDER BY id DESC LIMIT ?');
	const newest = Number(bare.prepare('SELECT max(id) AS id FROM history_changes').get()?.id);
	const floor = await timed(times, (round) => last.all(newest - round * PAGE, PAGE));
	const lines: Figure[] = [];
	await history.changes(actor, {}); // the thread that answers is started with its first question
	for (const [name, filter] of combinations) {
		const took = await timed(times, (round) => history.changes(actor, filter(round)));
		lines.push(...figures(`five years filtered by ${name}`, took, floor, 200));
	}
	const external = actorOf(years, 'guard', ['external']);
	const theirs = await timed(quick ? 5 : 20, (round) => history.changes(external, { text: oneOf(round).text }));
	lines.push(...figures('… by words, for an external party', theirs, floor, 200));
	lines.push(...figures(`… page ${DEEP}, by a person`, await deepPages(review, oneOf(0).persons), floor, 200));
	return lines;
}

/** The later half of so many pages, one after the other. */
async function deepPages({ app, actor }: Review, persons: ChangeFilter['persons']): Promise<Took> {
	let before: number | undefined;
	const took = await timed(DEEP, async () => {
		const page = await app.services.history.changes(
			actor,
			{ ...(persons && { persons }) },
			before === undefined ? {} : { before }
		);
		before = page.next ?? undefined;
	});
	return { ...took, walls: took.walls.slice(DEEP / 2) };
}

export async function overviews({ app, years, actor, bare, quick }: Review): Promise<Figure[]> {
	const { overview } = app.services;
	const seals = bare.prepare('SELECT content FROM seals WHERE samverkan = ?');
	const decoder = new TextDecoder();
	const readSeals = () =>
		seals.all(years.samverkan).map(({ content }) => JSON.parse(decoder.decode(content as Uint8Array)) as unknown);
	const floor = await timed(quick ? 2 : 4, readSeals);
	const read = () => overview.read(actor, () => true);
	const first = await timed(1, read);
	const later = await timed(quick ? 8 : 30, read);
	const of = `${years.weeks.length} weeks`;
	const [line, , cpu] = figures(`Översikt over ${of}, the first`, first, floor);
	return [{ ...line!, name: `Översikt over ${of}, the first` }, cpu!, ...figures('… those after it', later, floor)];
}
