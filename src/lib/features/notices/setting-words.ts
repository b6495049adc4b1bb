import type { MailKind } from '../../shared/notices/notice-settings.ts';
import type { NoticeKind } from '../../shared/notices/notice.ts';

/** What one chooses to be told of, in the words of the settings. */
export const NOTICE_CHOICES: Record<NoticeKind, string> = {
	'action-assigned': 'En åtgärd tilldelas min funktion',
	'action-status': 'Någon annan ändrar status på min åtgärd',
	'handed-back': 'En åtgärd lämnas tillbaka',
	'new-due-asked': 'Någon begär ny tid',
	'new-due-answered': 'Min begäran om ny tid får svar',
	mention: 'Jag omnämns i en kommentar',
	'due-soon': 'Min åtgärd ska vara klar nästa arbetsdag',
	overdue: 'Min åtgärd har blivit försenad',
	'row-shared': 'Min rapport delas med gruppen',
	'row-withdrawn': 'Min rapport dras tillbaka',
	'report-feedback': 'Något händer med det jag rapporterat',
	'report-reminder': 'Min rapport saknas när rapporteringen snart stänger',
	flagged: 'En personuppgift flaggas',
	'week-sealed': 'Veckans lägesbild fastställs'
};

export const MAIL_CHOICES: Record<MailKind, { label: string; hint: string }> = {
	digest: {
		label: 'Veckobrev',
		hint: 'Måndag morgon: dina åtgärder, försenade först. Inget brev när du inte har några.'
	},
	reminder: {
		label: 'Påminnelser',
		hint: 'Arbetsdagen före slutdatum och arbetsdagen efter. Ett mejl även om flera åtgärder gäller.'
	},
	mention: { label: 'Omnämnanden', hint: 'Samlas i en kvart. Det du redan sett i Lägestavlan mejlas inte.' },
	'week-sealed': {
		label: 'Fastställd lägesbild',
		hint: 'Ett mejl när veckan är fastställd, med dina åtgärder från mötet.'
	},
	'report-reminder': {
		label: 'Rapporten saknas',
		hint: 'Innan rapporteringen stänger, om din funktion inte har rapporterat.'
	},
	flagged: { label: 'Flaggad personuppgift', hint: 'Till samordnare. Innehåller inte själva texten.' }
};

/** Why a mail is as it is, for somebody who can do something about it. Codes of the mail server are three digits. */
export function reasonWords(reason: string | null): string | null {
	if (reason === null) return null;
	if (REASONS[reason] !== undefined) return REASONS[reason];
	if (/^5\d\d$/.test(reason)) return `E-postservern tog inte emot mejlet (${reason}). Kontrollera adressen.`;
	if (/^4\d\d$/.test(reason)) return `E-postservern bad oss vänta (${reason}). Det görs nya försök.`;
	return `E-postservern gick inte att nå (${reason}). Det görs nya försök.`;
}

const REASONS: Record<string, string> = {
	uncertain:
		'Förbindelsen bröts medan mejlet lämnades över, så det kan ha kommit fram. Det skickas inte igen av sig självt, för då kunde någon få det två gånger.',
	left: 'Personen är inte kvar.',
	declined: 'Personen har valt bort den här sortens mejl.',
	nothing: 'Det fanns inget kvar att berätta när mejlet skulle skickas.',
	newer: 'Ett nyare mejl säger samma sak.',
	'too-old': 'Det gick inte att skicka på en vecka, och är inte aktuellt längre.',
	internal: 'Mejlet gick inte att skriva. Orsaken står i serverns logg.',
	'asked-for': 'Skickas igen för att någon bad om det.',
	EAUTH: 'E-postservern godkänner inte inloggningen. Kontrollera användare och lösenord i SMTP_URL.',
	'535': 'E-postservern godkänner inte inloggningen. Kontrollera användare och lösenord i SMTP_URL.',
	ETLS: 'Det gick inte att få en krypterad förbindelse till e-postservern.'
};
