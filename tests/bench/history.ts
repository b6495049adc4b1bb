/**
 * The review on five generated years – 260 weeks, 40 åtgärder in each – and a last week of 50,000 edits: what its pages
 * ask the services, in this process, and what the live board notices of ten people who scrub, in the server as built.
 * Not measured: drawing, apart from the slider.
 */
import { makeFiveYears, yearsWords, type FiveYears } from './support/five-years.ts';
import type { Figure, Report } from './support/figure.ts';
import { filters, overviews } from './history/filters.ts';
import { comparisons, firstMoments, moments } from './history/moments.ts';
import { catchUp } from './history/reading.ts';
import { openReview, type Review } from './history/review.ts';
import { scrubbing } from './history/scrubbing.ts';
import { slider } from './history/slider.ts';

export async function history(stack: AsyncDisposableStack, { quick }: { quick: boolean }): Promise<Report> {
	const busyEdits = quick ? 5_000 : 50_000;
	const years = await makeFiveYears(stack, { weeks: quick ? 104 : 260, busyEdits, windows: 40 });
	console.error(`history: ${yearsWords(years)}`);
	const figures: Figure[] = [];
	const notes = [yearsWords(years)];
	const read = await withReview(years, quick, catchUp);
	figures.push(...read.figures);
	notes.push(read.note);
	figures.push(...(await said('firstMoments', () => firstMoments(years, quick))));
	for (const part of [moments, comparisons, filters, overviews])
		figures.push(...(await said(part.name, () => withReview(years, quick, part))));
	for (const part of [scrubbing, slider]) figures.push(...(await said(part.name, () => part(stack, years, quick))));
	return { figures, notes };
}

async function withReview<T>(years: FiveYears, quick: boolean, part: (review: Review) => Promise<T>): Promise<T> {
	await using apart = new AsyncDisposableStack();
	return await part(await openReview(apart, years, quick));
}

async function said<T>(name: string, act: () => Promise<T>): Promise<T> {
	const began = performance.now();
	const value = await act();
	console.error(`history, ${name}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
	return value;
}
