import type { Agreed } from '../../../src/lib/shared/board/action.ts';
import type { AlertLevel, Category, PartyKind } from '../../../src/lib/shared/organisation.ts';

/**
 * A samverkan ready to start its first week in, as data. Its parts name each other by `key`, because nothing has an id
 * yet. A template of a real place says only what its public agreements say.
 */
export interface Template {
	/** What `npm run samverkan -- skapa --mall …` is given. */
	key: string;
	slug: string;
	name: string;
	municipality: string;
	policeDistrict: string;
	parties: TemplateParty[];
	funktioner: TemplateFunktion[];
	areas: TemplateArea[];
	categories: TemplateCategory[];
	levels: AlertLevel[];
	agreements: TemplateAgreement[];
	actions: TemplateAction[];
}

export interface TemplateParty {
	key: string;
	name: string;
	kind: PartyKind;
	/** As written in the agreement; empty where it gives none. */
	registryNumber: string;
}

export interface TemplateFunktion {
	party: string;
	name: string;
	guaranteed: boolean;
	/** The line it was read from, where the name is not that line word for word. */
	written?: string;
}

export interface TemplateArea {
	key: string;
	name: string;
	places: { key: string; name: string; kind: string }[];
}

export type TemplateCategory = Pick<Category, 'code' | 'name' | 'group'>;

export interface TemplateAgreement {
	kind: 'agreement' | 'citizen-pledge';
	title: string;
	from: string;
	to: string;
	/** A field for each party that signs, empty where the text gives no number. */
	registryNumbers: { party: string; number: string }[];
	/** Follow-ups and the forums that the agreement decides on. */
	followUps: { when: string; what: string; responsible: string }[];
}

/** Becomes an åtgärd, *föreslagen*: the group names functions and dates, which agreements often do not. */
export interface TemplateAction {
	title: string;
	description: string;
	/** Keys of an area and a place that the text names; null is the whole municipality. */
	where: { area: string; place: string | null } | null;
	agreed: Agreed;
}
