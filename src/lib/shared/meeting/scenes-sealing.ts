import { actionLabel, type Action } from '../board/action.ts';
import type { FunktionId } from '../ids.ts';
import { checklist } from '../seal/checklist.ts';
import { formatDay, formatTime, formatWeek } from '../week/format.ts';
import { localDay } from '../week/iso-week.ts';
import { isSealed, WEEK_STATE_WORDS } from '../week/lifecycle.ts';
import { counted, listed } from './counted.ts';
import type { MeetingFacts } from './facts.ts';
import { inUse, type Names } from './names.ts';
import { dueMark, isOfThisWeek, shownActions, situationRows } from './rows.ts';
import { block, emptyLine, line, row, type Block, type Scene, type SceneRow } from './scene.ts';

/** 5 Fastställ: who does what, what is missing, and the seal. */
export function sealingScenes(facts: MeetingFacts, names: Names): Scene[] {
	return [readBackScene(facts, names), checklistScene(facts), sealScene(facts)];
}

const scene = (key: string, title: string, blocks: Block[]): Scene => ({ key, step: 'sealing', title, blocks });

/** Åtgärder that this meeting made or spoke of, under each function that has a part in them. */
function readBackScene(facts: MeetingFacts, names: Names): Scene {
	const said = new Set<string>(
		facts.record.followUps.filter(({ disposition }) => disposition !== null).map(({ id }) => id)
	);
	const actions = shownActions(facts).filter(
		(action) => action.status.state !== 'cancelled' && (isOfThisWeek(action, facts) || said.has(action.id))
	);
	const blocks = inUse(facts.organisation.funktioner)
		.map(({ id, name }) => block(id, name, partsOf(id, actions, facts, names)))
		.filter(({ rows }) => rows.length > 0);
	const ownerless = actions
		.filter(({ owner }) => owner === null)
		.map((action) => readBackRow('none', action, facts, []));
	const all = ownerless.length > 0 ? [...blocks, block('none', 'Ingen ansvarig ännu', ownerless)] : blocks;
	return scene('read-back', 'Vem gör vad', all.length > 0 ? all : [block('none', null, [emptyLine('Inget nytt.')])]);
}

function partsOf(funktion: FunktionId, actions: readonly Action[], facts: MeetingFacts, names: Names): SceneRow[] {
	return actions.flatMap((action) => {
		const performers = action.performers.filter((other) => other !== funktion).map(names.funktion);
		const withWhom = performers.length > 0 ? [`Utförs av ${listed(performers)}`] : [];
		if (action.owner === funktion) return [readBackRow(funktion, action, facts, ['Ansvarig', ...withWhom])];
		return action.performers.includes(funktion) ? [readBackRow(funktion, action, facts, ['Utför'])] : [];
	});
}

/** An åtgärd stands under several functions, so the row's id is of both. */
const readBackRow = (of: string, action: Action, facts: MeetingFacts, parts: string[]): SceneRow =>
	row(`${of}:${action.id}`, 'action', `${actionLabel(action)} ${action.title}`, {
		details: parts.length > 0 ? [parts.join('. ')] : [],
		marks: [dueMark(action, facts)]
	});

function checklistScene(facts: MeetingFacts): Scene {
	const rows = checklist(facts).map(({ code, text, kind }, index) =>
		line(`${code}:${index}`, 'check', text, {
			// That it is on the list says that it is missing.
			marks: kind === 'blocking' ? [{ kind: 'missing', what: 'check', text: 'Hindrar' }] : []
		})
	);
	const shown = rows.length > 0 ? rows : [emptyLine('Inget saknas.')];
	return scene('checklist', 'Innan vi fastställer', [block('checks', null, shown)]);
}

function sealScene(facts: MeetingFacts): Scene {
	const { week, state, record } = facts;
	const sums = [
		counted(situationRows(facts).length, 'lägesrad', 'lägesrader'),
		counted(record.decisions.filter(({ removed }) => removed === null).length, 'beslut', 'beslut'),
		counted(shownActions(facts).filter((action) => isOfThisWeek(action, facts)).length, 'ny åtgärd', 'nya åtgärder')
	];
	const title = isSealed(state) ? `Lägesbilden ${formatWeek(week)} är fastställd` : `Fastställ ${formatWeek(week)}`;
	return scene('seal', title, [
		block('seal', null, [line('state', 'seal', stateText(facts), { details: [listed(sums)] })])
	]);
}

/** "Fastställd nr 12, fre 27 nov 09.58. Sigill 3f2a 91bc" */
function stateText({ state, seal, today }: MeetingFacts): string {
	if (!isSealed(state) || !seal) return WEEK_STATE_WORDS[state];
	const when = `${formatDay(localDay(seal.at), today)} ${formatTime(seal.at)}`;
	return `${WEEK_STATE_WORDS.sealed} nr ${seal.number}, ${when}. Sigill ${seal.sha256.slice(0, 4)} ${seal.sha256.slice(4, 8)}`;
}
