import { expect, type Page } from '@playwright/test';
import type { BoardPage } from './board-page.ts';
import { onDevice } from './device.ts';

export const AREA = 'Norrhaga';
export const kept = (page: Page) => page.getByText(/sparas på den här enheten/).first();
export const rows = (page: Page) => onDevice(page).then(({ unsent }) => unsent);

export const boxValues = (page: Page): Promise<string[]> =>
	page.getByRole('textbox').evaluateAll((boxes) => boxes.map((box) => (box as HTMLTextAreaElement).value));

/** Everything a person wrote has come to the server once: as somebody sees it who comes anew. */
export async function arrivedOnce(board: BoardPage, ...texts: string[]): Promise<void> {
	for (const text of texts)
		await expect.poll(async () => (await boxValues(board.page)).filter((value) => value === text).length).toBe(1);
}

/** One edit that only the device has. */
export async function writeUnsent(board: BoardPage, text: string): Promise<void> {
	await board.saved();
	await board.page.context().setOffline(true);
	await board.addEntry(AREA, text);
	await expect(kept(board.page)).toBeVisible();
	await expect.poll(() => rows(board.page)).toBeGreaterThan(0);
}
