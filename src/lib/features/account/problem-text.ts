import type { ContentProblemCode } from '../../shared/access/content-policies.ts';
import type { PrioritiesFull } from '../../shared/board/priority.ts';
import type { ReadProblem } from '../../shared/board/record.ts';
import type { CloseReason } from '../../shared/protocol/close-reasons.ts';
import type { RefusalKind } from '../../shared/protocol/messages.ts';
import type { Problem } from '../../shared/result.ts';

/** One table from codes to words. Every sentence says what to do, where there is something to do. */

type ContentCode = ContentProblemCode | ReadProblem['code'] | PrioritiesFull['code'];

const CONTENT: Record<ContentCode, string> = {
	'unknown-root': 'Ändringen hör inte hemma här. Ladda om sidan och försök igen.',
	'week-sealed': 'Veckan är fastställd och går inte att ändra. Be sammankallande om en rättelse.',
	'may-not-write-week': 'Du kan läsa veckan men inte ändra i den. Be din samordnare om du behöver det.',
	'may-not-set-levels': 'Bara sammankallande sätter lägesnivå.',
	'may-not-prioritise': 'Bara samordnare och sammankallande prioriterar.',
	'may-not-edit-actions': 'Du kan läsa åtgärden men inte ändra den. Be din samordnare om du behöver det.',
	'may-not-decide': 'Bara sammankallande beslutar åtgärder. Lämna den som förslag till mötet.',
	'author-not-self': 'Det ser ut som att någon annan har skrivit detta. Ladda om sidan och skriv det igen.',
	'author-fixed': 'Vem som skrev först går inte att ändra.',
	'time-in-future': 'Datorns klocka går före. Ställ klockan rätt och försök igen.',
	'remover-not-self': 'Du kan bara ta bort i ditt eget namn. Ladda om sidan och försök igen.',
	'delete-not-own': 'Du kan bara ångra det du själv har lagt till. Välj Ta bort i stället.',
	'priorities-full': 'Veckan har redan fem prioriteringar. Ta bort en för att lägga till en ny.',
	'number-is-servers': 'Numret ges automatiskt. Lägg till åtgärden eller beslutet på nytt.',
	'flag-is-servers': 'Flaggan kan bara samordnaren eller sammankallande ta bort, på sidan Granska.',
	'record-flagged': 'Raden är flaggad och kan inte ändras förrän samordnaren har granskat den.',
	'reference-is-servers': 'Det som kommer från tidigare veckor tas med automatiskt. Ladda om sidan och försök igen.',
	'agreed-fixed': 'Texten från överenskommelsen går inte att ändra.',
	'proposed-in-fixed': 'Veckan då åtgärden föreslogs går inte att ändra.',
	'decided-in-fixed': 'Veckan då åtgärden beslutades går inte att ändra.',
	'not-own-action': 'Du kan bara uppdatera åtgärder som din funktion utför eller ansvarar för.',
	'own-action-status-only': 'Du kan ändra status på åtgärden och svara på den. Be din samordnare om resten.',
	'own-action-states': 'Du kan välja beslutad, pågår, hinder eller genomförd. Resten gör samordnaren.',
	'not-own-answer': 'Bara den funktion som har åtgärden kan kvittera den eller lämna tillbaka den.',
	'may-not-answer-new-due': 'Bara ansvarig funktion eller samordnare svarar på en begäran om ny tid.',
	'comment-fixed': 'En kommentar går inte att skriva om. Ta bort den och skriv en ny.',
	'comment-not-own': 'Du kan bara ta bort dina egna kommentarer.',
	'report-of-other-party': 'Du kan bara rapportera för din egen part.',
	'may-not-report': 'Du kan inte rapportera här. Be din samordnare om du behöver det.',
	'observation-not-own': 'Du kan bara ändra det du själv har rapporterat. Be din samordnare om resten.',
	'observation-shared': 'Raden är delad och ändras på veckans tavla, inte i utkastet.',
	'share-is-servers': 'Dela och dra tillbaka med knapparna i utkastet. Ladda om sidan och försök igen.',
	'row-withdrawn': 'Raden är tillbakadragen av parten som delade den. Den går inte att ändra eller lägga tillbaka.',
	'may-not-compile': 'Bara partens samordnare slår ihop rader.',
	'source-not-own': 'Du kan bara rapportera för en funktion som du bemannar.',
	'merge-broken': 'Raden att slå ihop med är borttagen eller redan ihopslagen med den här. Välj en annan.',
	'merged-into-this': 'Andra rader är ihopslagna med den här. Dela upp dem innan du tar bort den.',
	'nil-report-fixed': 'En nollrapport går inte att skriva om. Ta bort den och rapportera på nytt.',
	'status-step': 'Åtgärden kan inte gå direkt till den statusen. Ta ett steg i taget.',
	'needs-words': 'Skriv en mening: varför, eller vad åtgärden ledde till.',
	'needs-owner': 'Välj ansvarig funktion först. En beslutad åtgärd har exakt en ansvarig.',
	'needs-performer': 'Välj minst en utförare först.',
	'needs-due': 'Ange klart senast först.',
	'not-a-record': 'Ändringen gick inte att läsa. Ladda om sidan och försök igen.',
	'unknown-field': 'Ändringen gick inte att läsa. Ladda om sidan och försök igen.',
	'bad-field': 'Ett värde har fel form. Ladda om sidan och försök igen.',
	'too-long': 'Texten är för lång. Korta den och försök igen.'
};

export type AccountCode =
	| 'sign-in-failed'
	| 'too-many-attempts'
	| 'screen-link-over'
	| 'password-wrong'
	| 'password-too-short'
	| 'password-too-long'
	| 'password-too-common'
	| 'invite-invalid'
	| 'invite-used'
	| 'invite-expired'
	| 'account-closed'
	| 'email-invalid'
	| 'email-taken'
	| 'name-missing'
	| 'roles-missing'
	| 'not-allowed';

const ACCOUNT: Record<AccountCode, string> = {
	'sign-in-failed': 'E-postadressen eller lösenordet stämmer inte. Försök igen.',
	'screen-link-over': 'Länken till skärmen har gått ut eller tagits tillbaka. Be mötesledaren om en ny.',
	'too-many-attempts': 'För många försök. Vänta en stund och försök igen.',
	'password-wrong': 'Ditt nuvarande lösenord stämmer inte. Försök igen.',
	'password-too-short': 'Lösenordet är för kort. Använd minst 15 tecken, gärna några ord.',
	'password-too-long': 'Lösenordet är för långt. Korta det.',
	'password-too-common': 'Lösenordet är för vanligt. Välj ett som ingen kan gissa.',
	'invite-invalid': 'Länken gäller inte. Be din samordnare om en ny.',
	'invite-used': 'Länken är redan använd. Logga in, eller be din samordnare om en ny.',
	'invite-expired': 'Länken har gått ut. Be din samordnare om en ny.',
	'account-closed': 'Kontot är stängt. Be din samordnare om du behöver det.',
	'email-invalid': 'Skriv en e-postadress, till exempel namn@kommun.se.',
	'email-taken': 'Det finns redan ett konto med den e-postadressen.',
	'name-missing': 'Skriv ett namn.',
	'roles-missing': 'Välj minst en roll.',
	'not-allowed': 'Du har inte behörighet till det här. Be din samordnare om du behöver det.'
};

export type SettingsCode = 'name-taken' | 'code-taken' | 'in-use' | 'not-found';

const SETTINGS: Record<SettingsCode, string> = {
	'name-taken': 'Namnet finns redan. Välj ett annat.',
	'code-taken': 'Koden finns redan. Välj en annan.',
	'in-use': 'Den används och går inte att ta bort. Arkivera den i stället.',
	'not-found': 'Den finns inte längre. Ladda om sidan.'
};

export type SealCode =
	| 'week-not-sealable'
	| 'checklist-blocks'
	| 'needs-second-approver'
	| 'nothing-proposed'
	| 'same-party'
	| 'changed-since-proposal'
	| 'not-sealed'
	| 'words-missing'
	| 'summary-moved'
	| 'not-main-party'
	| 'summary-empty';

const SEAL: Record<SealCode, string> = {
	'week-not-sealable':
		'Veckan går inte att fastställa nu. Det går när mötet pågår eller är avslutat, och bara en gång.',
	'checklist-blocks': 'Något i checklistan hindrar att veckan fastställs. Åtgärda det först.',
	'needs-second-approver': 'Här krävs två: föreslå lägesbilden, så kan någon från en annan part godkänna den.',
	'nothing-proposed': 'Ingen har föreslagit lägesbilden ännu. Be sammankallande att göra det.',
	'same-party': 'Förslaget kommer från din egen part. Någon från en annan part behöver godkänna det.',
	'changed-since-proposal': 'Veckan har ändrats sedan förslaget. Granska igen och föreslå på nytt.',
	'not-sealed': 'Veckan är inte fastställd och kan ändras direkt på tavlan.',
	'words-missing': 'Skriv vad rättelsen gäller, vad som är rätt och varför.',
	'summary-moved': 'Någon annan har ändrat sammanfattningen. Läs igenom den igen.',
	'not-main-party': 'Polisen och kommunen godkänner sammanfattningen, en person från var part.',
	'summary-empty': 'Sammanfattningen är tom. Skriv något i minst en del.'
};

export type DeskCode = 'new-due-past' | 'nothing-asked' | 'action-link-over' | 'too-many-calendars';

const DESK: Record<DeskCode, string> = {
	'new-due-past': 'Den dagen har redan varit. Välj en dag som kommer.',
	'nothing-asked': 'Frågan är redan besvarad. Ladda om sidan.',
	'too-many-calendars': 'Du har redan tio kalenderlänkar. Återkalla en som du inte använder.',
	'action-link-over': 'Länken har gått ut eller tagits tillbaka. Logga in för att se dina åtgärder.'
};

export type SharingCode =
	| 'nothing-to-share'
	| 'row-not-shareable'
	| 'warnings-unanswered'
	| 'row-not-shared'
	| 'withdraw-too-late'
	| 'reason-missing';

const SHARING: Record<SharingCode, string> = {
	'nothing-to-share': 'Raderna finns inte längre i utkastet. Ladda om sidan och välj på nytt.',
	'row-not-shareable': 'En av raderna saknar text, är borttagen eller ihopslagen med en annan. Inget är delat.',
	'warnings-unanswered':
		'En av raderna kan innehålla personuppgifter. Ändra texten, eller skriv vid den varför uppgiften behöver stå kvar. Inget är delat.',
	'row-not-shared': 'Raden är inte delad, eller redan tillbakadragen.',
	'withdraw-too-late':
		'Tiden för att dra tillbaka har gått ut: andra har läst raden. Ändra på tavlan, flagga personuppgift, eller be om en rättelse.',
	'reason-missing': 'Skriv varför raden dras tillbaka, med högst 600 tecken.'
};

export type PrivacyCode = 'nothing-to-answer' | 'reason-names-somebody' | 'word-is-there' | 'word-is-number';

const PRIVACY: Record<PrivacyCode, string> = {
	'nothing-to-answer': 'Det finns inget kvar att svara på. Texten är ändrad, eller så har någon redan svarat.',
	'reason-names-somebody': 'Skälet ser ut att innehålla en personuppgift. Skriv det utan.',
	'word-is-there': 'Ordet finns redan i listan.',
	'word-is-number': 'Listan är till för ord och namn på platser. Nummer kan inte läggas till.'
};

export type WeekCode = 'week-step' | 'week-moved-meanwhile';

const WEEK: Record<WeekCode, string> = {
	'week-step': 'Veckan kan inte gå direkt dit. Ta ett steg i taget.',
	'week-moved-meanwhile': 'Någon annan hann före dig och flyttade veckan. Se hur den står nu innan du går vidare.'
};

export type FlagCode =
	| 'already-flagged'
	| 'nothing-to-flag'
	| 'flag-judged'
	| 'redaction-running'
	| 'reason-missing'
	| 'words-still-there'
	| 'may-not-judge';

const FLAG: Record<FlagCode, string> = {
	'already-flagged': 'Raden är redan flaggad och dold. Samordnaren granskar den.',
	'nothing-to-flag': 'Raden har ingen text att dölja.',
	'flag-judged': 'Flaggan är redan granskad.',
	'redaction-running': 'Uppgifter tas bort just nu. Försök igen om en liten stund.',
	'reason-missing': 'Skriv varför uppgifterna tas bort. Skriv inte uppgifterna själva.',
	'words-still-there': 'Texten är oförändrad. Ta bort uppgifterna ur den, eller välj Visa igen.',
	'may-not-judge': 'Flaggan granskas av radens egen samordnare eller av sammankallande.'
};

export type RetentionCode =
	| 'retention-decision-missing'
	| 'retention-months-wrong'
	| 'retention-changed'
	| 'retention-nothing'
	| 'retention-under-way';

const RETENTION: Record<RetentionCode, string> = {
	'retention-decision-missing': 'Skriv gallringsbeslutets diarienummer. Utan beslut bevaras allt.',
	'retention-months-wrong': 'Skriv hela månader, minst 1, eller lämna tomt för att bevara.',
	'retention-changed':
		'Något har ändrats sedan torrkörningen. Ingenting är gallrat. Gör en ny torrkörning och läs igenom den.',
	'retention-nothing': 'Det finns inget att gallra.',
	'retention-under-way': 'En gallring pågår redan. Vänta tills den är klar.'
};

export type ReportCode =
	| 'choice-gone'
	| 'report-not-found'
	| 'report-id-taken'
	| 'report-unreadable'
	| 'report-needs-reason'
	| 'not-logged-in'
	| 'other-person';

const REPORT: Record<ReportCode, string> = {
	'choice-gone': 'Platsen eller kategorin finns inte längre. Välj en annan.',
	'report-not-found': 'Rapporten finns inte längre, eller är någon annans.',
	'report-id-taken': 'Rapporten gick inte att ta emot. Kopiera texten, ladda om sidan och skriv den igen.',
	'report-needs-reason':
		'Texten ser ut att innehålla en personuppgift. Ändra den, eller skriv varför den behöver stå kvar.',
	'report-unreadable': 'Rapporten gick inte att läsa. Ladda om sidan och försök igen.',
	'not-logged-in': 'Du är inte inloggad. Logga in igen, så skickas rapporten.',
	'other-person': 'Rapporten är någon annans. Den skickas när den personen loggar in.'
};

export type DocumentCode = 'pdf-unavailable' | 'document-failed' | 'document-busy' | 'too-many-rows';

const DOCUMENT: Record<DocumentCode, string> = {
	'pdf-unavailable': 'PDF går inte att göra på den här servern. Hämta Word-filen och spara den som PDF.',
	'document-failed': 'Filen gick inte att göra. Försök igen, eller hämta den i ett annat format.',
	'too-many-rows': 'Urvalet är för stort för filen. Snäva in det och hämta igen.',
	'document-busy': 'Många hämtar filer just nu. Försök igen om en liten stund.'
};

export type RestoreCode = 'moment-in-future' | 'moment-gone' | 'changed-meanwhile' | 'nothing-to-restore';

const RESTORE: Record<RestoreCode, string> = {
	'moment-in-future': 'Tidpunkten har inte varit än. Välj en som har varit.',
	'moment-gone': 'Historiken för den tiden är gallrad. Välj en senare tidpunkt.',
	'changed-meanwhile': 'Någon ändrade på tavlan medan du tittade. Inget är återställt. Se vad som nu skulle ändras.',
	'nothing-to-restore': 'Det finns inget att återställa: det som går att återställa står redan så.'
};

export type LiveCode = 'not-live' | 'server-only' | 'bad-id' | 'personal-number';

/** Before the board is live, and when the server turned down an edit as a whole. */
const LIVE: Record<LiveCode | RefusalKind, string> = {
	'not-live': 'Tavlan är inte ansluten ännu. Vänta ett ögonblick och försök igen.',
	'server-only': 'Ändringen gick inte att ta emot. Ladda om sidan och försök igen.',
	'personal-number': 'Personnummer sparas aldrig. Skriv texten igen utan siffrorna.',
	'bad-id': 'Ändringen gick inte att läsa. Ladda om sidan och försök igen.',
	gap: 'En del av ändringen kom inte fram. Den skickas igen.',
	'read-only': 'Du kan läsa tavlan men inte ändra i den just nu.',
	schema: 'Ändringen gick inte att läsa. Ladda om sidan och försök igen.',
	policy: 'Du får inte göra den ändringen. Be din samordnare om du behöver det.',
	broken: 'Ändringen gick inte att ta emot. Tavlan hämtas på nytt.'
};

const TEXTS = {
	...CONTENT,
	...DESK,
	...ACCOUNT,
	...SETTINGS,
	...SEAL,
	...SHARING,
	...WEEK,
	...PRIVACY,
	...FLAG,
	...RETENTION,
	...DOCUMENT,
	...REPORT,
	...RESTORE,
	...LIVE
};
export type ProblemCode = keyof typeof TEXTS;

/** For a code that an older page does not know: the newer server has more words. */
const UNKNOWN = 'Något gick fel. Ladda om sidan och försök igen.';

export const hasText = (code: string): code is ProblemCode => Object.hasOwn(TEXTS, code);

/** What to tell the person. */
export const problemText = ({ code }: Problem): string => (hasText(code) ? TEXTS[code] : UNKNOWN);

const CLOSED: Record<CloseReason, string> = {
	'bad-message': 'Anslutningen bröts. Ladda om sidan.',
	'session-ended': 'Du har loggats ut. Logga in igen.',
	'access-changed': 'Din behörighet eller veckan har ändrats. Tavlan hämtas på nytt.',
	'not-found': 'Tavlan finns inte, eller så får du inte se den.',
	'slow-reader': 'Nätet är långsamt. Tavlan ansluter igen.',
	'client-id-in-use': 'Tavlan hämtas på nytt.',
	reload: 'Tavlan hämtas på nytt.',
	'too-large': 'Ändringen är för stor för att skickas. Dela upp den.',
	'too-many': 'För många fönster är öppna på tavlan. Stäng något av dem.',
	'client-too-old': 'Det finns en ny version. Ladda om sidan.',
	'too-fast': 'Det blev för många ändringar på en gång. Tavlan ansluter strax igen.'
};

/** What to tell the person when the document's connection was closed. */
export const closeText = (reason: CloseReason): string => CLOSED[reason];
