import type { Migration } from './migration.ts';

export const meetingSettings: Migration = {
	name: '0006-meeting-settings',
	up: (database) =>
		database.exec(`
-- How the samverkan holds its meetings, as JSON (src/lib/shared/meeting/meeting-settings.ts). Those from before hold them
-- as everybody did.
ALTER TABLE samverkan ADD COLUMN meeting TEXT NOT NULL DEFAULT '{"agenda":{"opening":1,"follow-up":6,"situation":10,"priorities":4,"decisions":7,"sealing":2},"startsAt":"09:00","reportBy":{"daysBefore":1,"at":"12:00"},"secondApprover":false,"publicPage":false}';
`)
};
