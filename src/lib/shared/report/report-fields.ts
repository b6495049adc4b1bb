import * as v from 'valibot';
import { BASES, entryKind, RELIABILITIES, SEVERITIES, TIME_BLOCKS, type Severity, type When } from '../board/entry.ts';
import { categoryId, funktionId, where, type Where } from '../board/values.ts';
import { RECORD_ID_PATTERN, type AreaId, type PlaceId, type RecordId } from '../ids.ts';
import type { Organisation } from '../organisation.ts';
import { isBlocked, type WarnedKind } from '../privacy/findings.ts';
import { scan } from '../privacy/personal-data.ts';
import { privacyProblem } from '../privacy/words.ts';
import { daysBetween, localDay, parseDay } from '../week/iso-week.ts';
import { TIME_CHOICES, whenSaid, type TimeChoice } from './observed-time.ts';

/** Letters that a report can have: as a lägesrad. */
export const REPORT_TEXT_MAX = 600;
export const REASON_MAX = 200;

/** Made by the sender. */
export const ownId = v.custom<RecordId>(
	(raw) => typeof raw === 'string' && RECORD_ID_PATTERN.test(raw),
	'Expected a record id'
);

/** A report on its way in: what the server's command takes. The id is the sender's, so that sent twice it is one. */
export const reportSchema = v.strictObject({
	id: ownId,
	text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(REPORT_TEXT_MAX)),
	category: categoryId,
	where,
	when: v.nonNullable(entryKind.fields.when.schema),
	severity: v.picklist(SEVERITIES),
	reliability: v.nullable(v.picklist(RELIABILITIES)),
	basis: v.nullable(v.picklist(BASES)),
	/** The function it is reported as; null where the reporter staffs none. */
	funktion: v.nullable(funktionId),
	/** Why words that look like a personal detail are none; empty where nothing was asked. */
	reason: v.pipe(v.string(), v.trim(), v.maxLength(REASON_MAX))
});
export type Report = v.InferOutput<typeof reportSchema>;

/** The form as it is written, also half: what a browser posts, and what is kept on the device. All of it is text. */
export interface ReportFields {
	id: string;
	/** `kommun`, `omrade:<id>` or `plats:<id>`. */
	where: string;
	category: string;
	/** One of TIME_CHOICES. */
	when: string;
	/** Milliseconds at which `when` was said; empty for just now. */
	saidAt: string;
	day: string;
	/** The last day, of several; kept from a report that is changed. */
	to: string;
	block: string;
	time: string;
	recurring: string;
	severity: string;
	reliability: string;
	basis: string;
	text: string;
	funktion: string;
	reason: string;
}

export const EMPTY_FIELDS: Omit<ReportFields, 'id'> = {
	where: '',
	category: '',
	when: '',
	saidAt: '',
	day: '',
	to: '',
	block: '',
	time: '',
	recurring: '',
	severity: '',
	reliability: '',
	basis: '',
	text: '',
	funktion: '',
	reason: ''
};

/** The form's own name for a place; a report must say one, if only the whole municipality. */
export const WHOLE = 'kommun';
export const areaValue = (id: AreaId): string => `omrade:${id}`;
export const placeValue = (id: PlaceId): string => `plats:${id}`;

/** What there is to choose between in a samverkan, as a reporter's device keeps it. Nothing in it is secret. */
export interface ReportChoices extends Pick<Organisation, 'areas' | 'places' | 'categories'> {
	/** Words that are no personal data here. */
	allow: readonly string[];
}

export type FieldErrors = Partial<Record<keyof ReportFields, string>>;

const ERRORS = {
	where: 'Välj plats.',
	category: 'Välj kategori.',
	when: 'Välj när det var.',
	severity: 'Välj allvar.',
	text: 'Skriv vad som har hänt.'
} as const;

/** Undefined where it is not chosen, or is not there any more. */
export function whereOf(value: string, { areas, places }: Pick<ReportChoices, 'areas' | 'places'>): Where | undefined {
	if (value === WHOLE) return null;
	const [kind, id] = value.split(':');
	if (kind === 'omrade') {
		const area = areas.find((one) => one.id === id);
		return area && { area: area.id, place: null };
	}
	const place = kind === 'plats' ? places.find((one) => one.id === id) : undefined;
	return place && { area: place.area, place: place.id };
}

export const whereValue = (of: Where): string =>
	of === null ? WHOLE : of.place === null ? areaValue(of.area) : placeValue(of.place);

/** Undefined where it is not said yet, or not whole. */
export function whenOf(fields: ReportFields, now: number): NonNullable<When> | undefined {
	const choice = TIME_CHOICES.find((one) => one === fields.when);
	if (!choice) return undefined;
	const recurring = fields.recurring === 'on';
	if (choice !== 'exact') return whenSaid(choice, saidAt(fields, now), recurring);
	const from = parseDay(fields.day);
	const block = TIME_BLOCKS.find((one) => one === fields.block) ?? null;
	const to = parseDay(fields.to);
	return from
		? { from, to: to && daysBetween(from, to) > 0 ? to : null, block, time: fields.time || null, recurring }
		: undefined;
}

/** A device whose clock goes ahead has not seen the future. */
const saidAt = ({ saidAt }: ReportFields, now: number): number => Math.min(Number(saidAt) || now, now);

/** What is wrong with the form, by field; the day has words of its own. */
function timeError(fields: ReportFields, now: number): string | undefined {
	if ((fields.when as TimeChoice) === 'exact') {
		const day = parseDay(fields.day);
		if (!day) return 'Välj dag.';
		if (daysBetween(localDay(now), day) > 0) return 'Dagen ligger framåt i tiden. Välj en dag som har varit.';
	}
	return whenOf(fields, now) ? undefined : ERRORS.when;
}

/** Reads the form into a report, or says what is missing. `now` is in milliseconds. */
export function readFields(
	fields: ReportFields,
	choices: ReportChoices,
	now: number
): { ok: true; report: Report } | { ok: false; errors: FieldErrors } {
	const place = whereOf(fields.where, choices);
	const category = choices.categories.find(({ id }) => id === fields.category);
	const severity = SEVERITIES.find((one) => String(one) === fields.severity);
	const errors = withoutEmpty({
		where: place === undefined ? ERRORS.where : undefined,
		category: category ? undefined : ERRORS.category,
		...timeErrors(fields, now),
		severity: severity ? undefined : ERRORS.severity,
		text: textError(fields.text) ?? privacyProblem(fields.text, localDay(now)) ?? undefined,
		reason: reasonError(fields, choices, now)
	});
	if (Object.keys(errors).length > 0) return { ok: false, errors };
	const raw = {
		id: fields.id,
		text: fields.text,
		category: category?.id,
		where: place,
		when: whenOf(fields, now),
		severity: severity as Severity,
		reliability: fields.reliability || null,
		basis: fields.basis || null,
		funktion: fields.funktion || null,
		reason: fields.reason
	};
	const parsed = v.safeParse(reportSchema, raw);
	return parsed.success ? { ok: true, report: parsed.output } : { ok: false, errors: { text: BROKEN } };
}

const BROKEN = 'Rapporten gick inte att läsa. Ladda om sidan och försök igen.';

/** Beside the choice that it is about. */
function timeErrors(fields: ReportFields, now: number): FieldErrors {
	const error = timeError(fields, now);
	return fields.when === 'exact' ? { day: error } : { when: error };
}

function textError(text: string): string | undefined {
	if (text.trim() === '') return ERRORS.text;
	return text.trim().length > REPORT_TEXT_MAX ? `Skriv kortare: högst ${REPORT_TEXT_MAX} tecken.` : undefined;
}

/** What looks like a personal datum has to be changed, or answered for. */
export function warningsIn(text: string, { allow }: Pick<ReportChoices, 'allow'>, now: number): WarnedKind[] {
	const found = scan(text, { allow, today: localDay(now) });
	return [...new Set(found.flatMap(({ kind }) => (isBlocked(kind) ? [] : [kind])))];
}

function reasonError({ text, reason }: ReportFields, choices: ReportChoices, now: number): string | undefined {
	if (warningsIn(text, choices, now).length === 0) return undefined;
	return reason.trim() === '' ? 'Ändra texten, eller skriv varför uppgiften behöver stå kvar.' : undefined;
}

const withoutEmpty = (errors: FieldErrors): FieldErrors =>
	Object.fromEntries(Object.entries(errors).filter(([, error]) => error !== undefined));

/** A stored report as the form shows it again, for changing it. */
export function fieldsOf(report: Omit<Report, 'reason'>): ReportFields {
	const { when } = report;
	return {
		...EMPTY_FIELDS,
		id: report.id,
		where: whereValue(report.where),
		category: report.category,
		when: 'exact',
		day: when.from,
		to: when.to ?? '',
		block: when.block ?? '',
		time: when.time ?? '',
		recurring: when.recurring ? 'on' : '',
		severity: String(report.severity),
		reliability: report.reliability ?? '',
		basis: report.basis ?? '',
		text: report.text,
		funktion: report.funktion ?? ''
	};
}

/** Has anything been written or chosen that is worth keeping? */
export const isStarted = (fields: ReportFields): boolean =>
	(['where', 'category', 'when', 'severity', 'reliability', 'basis', 'text'] as const).some(
		(name) => fields[name].trim() !== ''
	);
