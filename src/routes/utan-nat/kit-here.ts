import type { ReportKit } from '#lib/shared/report/report-kit.ts';
import { DeviceReportBox, reportersHere } from '#lib/sync/device/report-box.ts';

/** What whoever was logged in here last needs to report; null where nobody may from this device. */
export async function kitHere(): Promise<ReportKit | null> {
	const [person] = await reportersHere();
	const box = person ? DeviceReportBox.of(person) : null;
	try {
		return (await box?.kit()) ?? null;
	} finally {
		await box?.close();
	}
}
