import { expect, type Page } from '@playwright/test';

/** Somebody who may gives a member other roles, on the settings' page. */
export async function setRoles(page: Page, name: string, roles: Record<string, boolean>): Promise<void> {
	await page.goto('/installningar/personer');
	const row = page.getByRole('listitem').filter({ hasText: name });
	await row.getByText('Ändra', { exact: false }).first().click();
	for (const [role, has] of Object.entries(roles))
		await row.getByRole('checkbox', { name: new RegExp(`^${role}`) }).setChecked(has);
	await row.getByRole('button', { name: 'Spara', exact: true }).click();
	await expect(page.getByRole('status').filter({ hasText: /./ }).first()).toBeVisible();
}
