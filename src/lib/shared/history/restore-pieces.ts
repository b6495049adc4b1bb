import { wordsIn } from '../board/free-text.ts';
import { sameValue, type RecordKind } from '../board/record.ts';
import type { RecordId } from '../ids.ts';
import { holdsBlockedNumber } from '../privacy/blocked-numbers.ts';
import { HIDDEN, HIDDEN_TOO, MASK, TAKEN_AWAY } from '../redaction/mask.ts';
import { initialOf, lives, type LeftOut, type LeftOutWhy, type PlainRecord } from './restore.ts';

/** Fields of one record that are written together or not at all; `removed` alone takes it away or brings it back. */
export type Piece = Readonly<Record<string, unknown>>;

/** What would have to be written for a record to be as it was, before anybody has asked whether it may be. */
export interface Wanted {
	/** Makes the record anew; null where it is there. */
	made: PlainRecord | null;
	/** Without it the rest is pointless; null where the record neither comes nor goes. */
	life: Piece | null;
	pieces: Piece[];
	leftOut: LeftOut[];
}

export interface Scene {
	root: string;
	kind: RecordKind;
	id: RecordId;
	present: PlainRecord | null;
	past: PlainRecord | null;
	/** One field of it alone; null is all of it. */
	field: string | null;
	/** With the whole week its rows go back to their places too. */
	order: boolean;
	stamp: { person: string; at: number };
	/** Why a value can not come back; null where it can. */
	whyNot(kind: RecordKind, field: string, value: unknown): LeftOutWhy | null;
}

/** What happened at the meeting or was said in somebody's name: it was so, whatever is restored. */
const FACTS = ['attendance', 'followUps', 'reports'];
/** The server's own, or fixed once it is written. Nothing is said of them. */
const KEPT = ['number', 'created', 'removed', 'flagged', 'withdrawn', 'from', 'agreed', 'proposedIn', 'by'];
/** Said in one's own name (accepted …), or by an act of its own (Delningskrets). */
const BY_HAND: Readonly<Record<string, LeftOutWhy>> = {
	accepted: 'own-name',
	handedBack: 'own-name',
	newDue: 'own-name',
	circle: 'circle'
};
/** A status with the week it was decided in and the day it was closed. */
const STATUS = ['status', 'decidedIn', 'closedOn'];

/** May it be brought back at all? Whether this person may, and now, is the plan's to say. */
export const isRestorable = (root: string, field: string | null): boolean =>
	!FACTS.includes(root) &&
	(field === null || field === 'removed' || !(KEPT.includes(field) || Object.hasOwn(BY_HAND, field)));

const nothing: Wanted = { made: null, life: null, pieces: [], leftOut: [] };

export function wantedOf(scene: Scene): Wanted {
	const { kind, field } = scene;
	const past = scene.past ?? madeByServer(kind, scene);
	if (field !== null) return wantedField(scene, past);
	if (!lives(past)) return lives(scene.present) ? takenAway(scene) : nothing;
	if (scene.present === null) return madeAnew(scene, past);
	const wanted = fieldsWanted(scene, scene.present, past);
	return lives(scene.present) ? wanted : { ...wanted, life: { removed: null } };
}

/** What the server makes for every week has not gone anywhere before it was made: it said nothing yet. */
function madeByServer(kind: RecordKind, { present, id }: Scene): PlainRecord | null {
	if (present === null || Object.hasOwn(kind.fields, 'created')) return null;
	const initial = Object.keys(kind.fields).map((name) => [name, initialOf(kind, name)] as const);
	return { ...Object.fromEntries(initial), from: present.from, id };
}

function wantedField(scene: Scene, past: PlainRecord | null): Wanted {
	if (!lives(past)) return leaveOut(scene, 'not-there-then');
	if (scene.present === null || !lives(scene.present)) return leaveOut(scene, 'not-there-now');
	return fieldsWanted(scene, scene.present, past);
}

const leaveOut = ({ root, id, field }: Scene, why: LeftOutWhy): Wanted => ({
	...nothing,
	leftOut: [{ root, record: id, field, why }]
});

function takenAway(scene: Scene): Wanted {
	const why = standsStill(scene);
	return why ? leaveOut(scene, why) : { ...nothing, life: { removed: scene.stamp } };
}

function madeAnew(scene: Scene, past: PlainRecord): Wanted {
	const { kind } = scene;
	const whys = Object.keys(kind.fields).map((name) => scene.whyNot(kind, name, past[name]));
	const why = FACTS.includes(scene.root) ? 'fact' : whys.find((one) => one !== null);
	return why ? leaveOut(scene, why) : { ...nothing, made: past };
}

/** What is to stay as it is until somebody else has had their say. */
function standsStill({ root, present }: Scene): LeftOutWhy | null {
	if (FACTS.includes(root)) return 'fact';
	if (present?.flagged) return 'record-flagged';
	return present?.withdrawn ? 'row-withdrawn' : null;
}

function fieldsWanted(scene: Scene, present: PlainRecord, past: PlainRecord): Wanted {
	const { kind, field, root, id } = scene;
	const names = Object.keys(kind.fields).filter((name) => isAsked(scene, name) && !KEPT.includes(name));
	const differing = names.filter((name) => !sameValue(present[name], past[name]));
	if (differing.length === 0) return nothing;
	const still = standsStill(scene);
	if (still) return leaveOut({ ...scene, field }, still);
	const found = differing.map((name) => ({ name, why: BY_HAND[name] ?? scene.whyNot(kind, name, past[name]) }));
	const leftOut = found.flatMap(({ name, why }) => (why ? [{ root, record: id, field: name, why }] : []));
	const free = found.filter(({ why }) => why === null).map(({ name }) => name);
	return { ...nothing, pieces: together(free, past), leftOut };
}

function isAsked({ field, order, root }: Scene, name: string): boolean {
	if (field === null) return name !== 'order' || order;
	return field === 'status' && root === 'actions' ? STATUS.includes(name) : name === field;
}

function together(names: readonly string[], past: PlainRecord): Piece[] {
	const status = names.filter((name) => STATUS.includes(name));
	const others = names.filter((name) => !STATUS.includes(name)).map((name) => [name]);
	const groups = status.length > 0 ? [...others, status] : others;
	return groups.map((group) => Object.fromEntries(group.map((name) => [name, past[name]])));
}

const NO_WORDS = [HIDDEN, HIDDEN_TOO, TAKEN_AWAY];
/** Shorter words are in too many sentences to be looked for. */
const LEAST_INSIDE = 4;

/** Words that were taken away, or wait to be judged, do not come back; nor does a number that is never stored. */
export function whyNotWords(
	kind: RecordKind,
	field: string,
	value: unknown,
	flagged: readonly string[]
): LeftOutWhy | null {
	const words = wordsIn(kind, field, value);
	if (words.some((text) => text.includes(MASK) || NO_WORDS.includes(text))) return 'redacted';
	const held = flagged.filter((one) => one.trim().length >= LEAST_INSIDE);
	if (words.some((text) => held.some((one) => text.includes(one.trim())))) return 'redacted';
	return holdsBlockedNumber(value) ? 'personal-number' : null;
}
