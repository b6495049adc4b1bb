import { NOTICE_KINDS, type NoticeKind } from './notice.ts';

/** The mails there are. What is told in the app alone never becomes a mail: there is none per edit. */
export const MAIL_KINDS = ['digest', 'reminder', 'mention', 'week-sealed', 'report-reminder', 'flagged'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** When mail waits. Clock times are Swedish. */
export interface QuietHours {
	isOn: boolean;
	/** `18:00`; may be later than `to`, and then goes over midnight. */
	from: string;
	to: string;
	/** Saturdays, Sundays and public holidays, all day. */
	daysOff: boolean;
}

/** How one person wants to be told. */
export interface NoticeSettings {
	/** Kinds that are not shown in the app. */
	notInApp: NoticeKind[];
	/** Mails that are not sent. */
	notByMail: MailKind[];
	quiet: QuietHours;
}

export const DEFAULT_QUIET: QuietHours = { isOn: true, from: '18:00', to: '07:00', daysOff: true };
export const DEFAULT_NOTICE_SETTINGS: NoticeSettings = { notInApp: [], notByMail: [], quiet: DEFAULT_QUIET };

/** Told whatever one has chosen: somebody's personal data is on the board. */
export const ALWAYS_IN_APP: readonly NoticeKind[] = ['flagged'];

export const wantsInApp = ({ notInApp }: NoticeSettings, kind: NoticeKind): boolean =>
	ALWAYS_IN_APP.includes(kind) || !notInApp.includes(kind);
export const wantsMail = ({ notByMail }: NoticeSettings, kind: MailKind): boolean => !notByMail.includes(kind);

/** The mail that a notice becomes at once; the rest wait for the digest and the reminders, or stay in the app. */
export const MAIL_OF: Partial<Record<NoticeKind, MailKind>> = {
	mention: 'mention',
	flagged: 'flagged',
	'week-sealed': 'week-sealed',
	'report-reminder': 'report-reminder'
};

/** What can be chosen for the app. */
export const APP_KINDS: readonly NoticeKind[] = NOTICE_KINDS.filter((kind) => !ALWAYS_IN_APP.includes(kind));
