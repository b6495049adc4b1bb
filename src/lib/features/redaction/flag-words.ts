const FIELDS: Readonly<Record<string, string>> = {
	text: 'Text',
	title: 'Rubrik',
	description: 'Beskrivning',
	goal: 'Mål',
	status: 'Skäl eller uppföljning',
	assessment: 'Motivering',
	note: 'Anteckning',
	handedBack: 'Skäl till att den lämnades tillbaka',
	newDue: 'Skäl för ny tid',
	agreed: 'Ur överenskommelsen',
	withdrawn: 'Skäl till att den drogs tillbaka'
};

const ELSEWHERE: Readonly<Record<string, string>> = {
	carried: 'nytt i en senare vecka',
	priorities: 'prioriteringen av raden',
	observations: 'iakttagelsen i utkastet',
	entries: 'raden i veckan'
};

/** What a piece of text is: "Text", "Rubrik (prioriteringen av raden)". */
export function fieldWords(root: string, field: string, isElsewhere: boolean): string {
	const name = FIELDS[field] ?? 'Text';
	return isElsewhere ? `${name} (${ELSEWHERE[root] ?? 'en annan rad'})` : name;
}
