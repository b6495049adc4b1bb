/** Told before anybody chooses; the server checks the same (reliability.md §4 A1). */
export const PASSWORD_HINT =
	'Minst 15 tecken. Några ord efter varandra är lätta att minnas. Inga krav på siffror eller tecken.';
