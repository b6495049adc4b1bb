/**
 * Any moment of a week that was typed letter by letter, the first one with nothing read yet and then at random; and
 * Jämför over a year, as its page reads it.
 */
import { readComparePage } from '../../../src/lib/server/compare-page.ts';
import { addWeeks, mondayOf, parseWeekKey, weekKey, weekPath } from '../../../src/lib/shared/week/iso-week.ts';
import { momentOf } from '../../../src/lib/shared/week/local-time.ts';
import { seeded } from '../../support/seeded.ts';
import type { Figure } from '../support/figure.ts';
import type { FiveYears } from '../support/five-years.ts';
import { bareRead, coordinatorOf, figures, openApp, timed, type Review, type Took } from './review.ts';

/** With a process that has read nothing yet; its threads are started, as they are once somebody has come in. */
export async function firstMoments(years: FiveYears, quick: boolean): Promise<Figure[]> {
	const moment = momentsOf(years);
	const actor = coordinatorOf(years);
	const rounds = quick ? 3 : 6;
	const took: Took = { walls: [], cpu: 0 };
	for (let round = 0; round < rounds; round++) {
		const app = await openApp(years);
		const { history } = app.services;
		await history.settled();
		const one = await timed(1, () => history.weekAt(actor, weekKey(years.week), moment()));
		took.walls.push(...one.walls);
		took.cpu += one.cpu / rounds;
		await app.close();
	}
	return figures(`any moment of a ${editsOf(years)}-edit week, the first`, took, null, 500);
}

export async function moments({ app, years, actor, quick }: Review): Promise<Figure[]> {
	const read = () => app.services.history.weekAt(actor, weekKey(years.week), moment());
	const moment = momentsOf(years);
	const texts: string[] = [];
	for (let round = 0; round < 8; round++) texts.push(JSON.stringify(await read()));
	const floor = await timed(quick ? 40 : 200, bareRead(texts));
	return figures('… those after it, at random', await timed(quick ? 60 : 300, read), floor, 100);
}

const editsOf = ({ busyEdits }: FiveYears): string => busyEdits.toLocaleString('en');

/** Moments of the last week at random, from its Monday morning until it was made. */
function momentsOf({ week, until }: FiveYears): () => number {
	const random = seeded(61);
	const from = momentOf(mondayOf(week), '07:00');
	return () => Math.floor(from + random() * (until - from));
}

export async function comparisons({ app, years, actor, quick }: Review): Promise<Figure[]> {
	const { services } = app;
	const last = parseWeekKey(years.weeks.at(-2)!.week)!;
	const asked = (back: number) => {
		const to = addWeeks(last, -back);
		return new URLSearchParams({ fran: weekPath(addWeeks(to, -52)), till: weekPath(to) });
	};
	const { organisation } = years;
	const read = (round: number) => readComparePage({ services, actor, organisation, search: asked(round % 40) });
	const page = await read(0);
	if (page.outcome.is !== 'compared') throw new Error(`Nothing was compared: ${JSON.stringify(page.outcome)}`);
	const sides = await Promise.all(
		[0, 52].map(async (back) => {
			const week = weekKey(addWeeks(last, -back));
			return JSON.stringify(await services.history.weekAt(actor, week, Date.now()));
		})
	);
	const bare = bareRead(sides);
	const floor = await timed(quick ? 20 : 60, () => [bare(0), bare(1)]);
	return figures("a year's comparison, read and told", await timed(quick ? 20 : 60, read), floor, 300);
}
