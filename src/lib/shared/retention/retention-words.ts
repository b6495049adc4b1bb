import type { KeptBecause, RetentionKind } from './retention.ts';

interface KindWords {
	name: string;
	/** What goes when its time is out. */
	goes: string;
	/** What stays even then. */
	stays: string;
	/** What its time is counted from. */
	from: string;
}

export const KIND_WORDS: Record<RetentionKind, KindWords> = {
	drafts: {
		name: 'Utkast och inrapporteringar',
		goes: 'Parternas egna utkast med redigeringshistorik, inkomna rapporter och flaggor som är granskade.',
		stays: 'Det som delades med veckan, och delningsloggen: vem som delade, när och med vilka, utan radens text.',
		from: 'veckans slut'
	},
	journal: {
		name: 'Redigeringshistorik i fastställda veckor',
		goes: 'Vem som skrev vad och när före fastställandet, och ord som togs bort innan dess.',
		stays: 'Den fastställda lägesbilden, tavlan som den fastställdes, rättelser och dokument.',
		from: 'fastställandet'
	},
	weeks: {
		name: 'Fastställda veckor',
		goes: 'Hela veckan: lägesbild, rättelser, tavla, historik, dokument och publik sammanfattning.',
		stays:
			'Veckans plats i kedjan: vem som fastställde, när, kontrollvärdet och gallringsbeslutet. Åtgärderna lever vidare.',
		from: 'fastställandet'
	},
	notices: {
		name: 'Notiser och mejl',
		goes: 'Notiser i appen, och uppgiften om vilka mejl som har skickats.',
		stays: 'Mejl som väntar på att skickas.',
		from: 'att de gjordes'
	},
	log: {
		name: 'Händelselogg',
		goes: 'De äldsta posterna, i en följd.',
		stays: 'Kontrollvärdet för den sista borttagna posten, så att resten av kedjan går att kontrollera.',
		from: 'händelsen'
	}
};

export const KEPT_WORDS: Record<KeptBecause, string> = {
	flagged: 'en flaggad uppgift väntar på att granskas',
	unsealed: 'veckan är inte fastställd',
	'no-seal': 'veckan fastställdes utan sigill och kan inte visas vara gallrad',
	'in-use': 'någon har den öppen just nu',
	'open-actions': 'åtgärder som beslutades då är fortfarande öppna',
	'carried-on': 'en senare vecka hänvisar till rader i den',
	'mail-waiting': 'mejl väntar på att skickas'
};

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** "3 veckor, 412 ändringar" */
export function countWords(kind: RetentionKind, { items, rows }: { items: number; rows: number }): string {
	switch (kind) {
		case 'drafts':
			return `${counted(items, 'utkast', 'utkast')}, ${counted(rows, 'ändring', 'ändringar')}`;
		case 'journal':
		case 'weeks':
			return `${counted(items, 'vecka', 'veckor')}, ${counted(rows, 'ändring', 'ändringar')}`;
		case 'notices':
			return counted(rows, 'notis eller mejl', 'notiser och mejl');
		case 'log':
			return counted(rows, 'post', 'poster');
	}
}
