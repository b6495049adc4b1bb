/**
 * Any moment of a week that was typed letter by letter, the first one with nothing read yet and then at random; and
 * Jämför over a year, as its page reads it.
 */
import { readComparePage } from '../../../src/lib/server/compare-page.ts';
import { addWeeks, parseWeekKey, weekKey, weekPath } from '../../../src/lib/shared/week/iso-week.ts';
import { seeded } from '../../support/seeded.ts';
import type { Figure } from '../support/figure.ts';
import { bareRead, figures, openApp, timed, type Review } from './review.ts';

export async function moments(review: Review): Promise<Figure[]> {
	const { app, years, actor, quick } = review;
	const { history } = app.services;
	const week = weekKey(years.week);
	const document = years.weeks.at(-1)!;
	const range = review.bare.prepare('SELECT min(at) AS first, max(at) AS last FROM journal WHERE document = ?');
	const { first, last } = range.get(document.id) as { first: number; last: number };
	const random = seeded(61);
	const moment = () => Math.floor(first + random() * (last - first));
	const texts: string[] = [];
	for (let round = 0; round < 8; round++) texts.push(JSON.stringify(await history.weekAt(actor, week, moment())));
	const floor = await timed(quick ? 40 : 200, bareRead(texts));
	const firsts = await firstMoments(review, quick ? 3 : 5, moment);
	const any = await timed(quick ? 60 : 300, () => history.weekAt(actor, week, moment()));
	return [
		...figures('any moment of a 50,000-edit week, the first', firsts, floor, 500),
		...figures('… those after it, at random', any, floor, 100)
	];
}

/** With a process that has read nothing; its threads are started, as they are when somebody has come in. */
async function firstMoments({ years, actor }: Review, times: number, moment: () => number): Promise<number[]> {
	const took: number[] = [];
	for (let round = 0; round < times; round++) {
		const app = await openApp(years);
		await app.services.history.settled();
		took.push(...(await timed(1, () => app.services.history.weekAt(actor, weekKey(years.week), moment()))));
		await app.close();
	}
	return took;
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
