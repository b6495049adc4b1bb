import { expect, test } from 'vitest';
import { buildEntry, CENTRUM, FIELD, POLICE } from '../../shared/fixtures.ts';
import { buildFacts, buildOrganisation } from '../../shared/seal-facts.ts';
import type { CategoryId, RecordId } from '../../../src/lib/shared/ids.ts';
import type { CategoryGroup } from '../../../src/lib/shared/organisation.ts';
import { draftRecord } from '../../../src/lib/shared/seal/make-record.ts';
import { proposeSummary, publicCount } from '../../../src/lib/shared/seal/public-summary.ts';
import type { PartyKind } from '../../../src/lib/shared/organisation.ts';
import type { Login } from '../../support/start-rooms.ts';
import { startSealing, tamper } from './support.ts';

const category = (group: CategoryGroup) => ({
	...{ id: group as string as CategoryId, code: group, name: group, group },
	...{ archived: false, order: 1 }
});
const row = (id: string, group: CategoryGroup, fields: Parameters<typeof buildEntry>[0] = {}) =>
	buildEntry({
		id: id as RecordId,
		category: group as string as CategoryId,
		where: { area: CENTRUM, place: null },
		circle: 'public',
		...fields
	});

test('[FS17] small numbers are “enstaka”, and no sum gives them away', () => {
	expect([1, 4, 5, 17].map(publicCount)).toEqual(['enstaka', 'enstaka', '5', '17']);
	const facts = buildFacts({
		organisation: buildOrganisation({ categories: [category('crime'), category('traffic')] }),
		record: {
			levels: [
				{
					id: CENTRUM as string as RecordId,
					assessment: { kind: 'set', level: 2, motive: 'HEMLIGT motiv' },
					trend: 'up',
					flagged: null
				}
			],
			entries: [row('a', 'crime', { count: 9, text: 'HEMLIG text' }), row('b', 'traffic', { count: 2 })]
		}
	});
	const centrum = proposeSummary(draftRecord(facts)).find(({ title }) => title === 'Centrum');
	expect(centrum?.text).toBe(
		'Läget bedöms som gult – förhöjt läge (nivå 2). Det har blivit sämre sedan förra veckan. ' +
			'Iakttagelser: 9 om brott, enstaka om trafik.'
	);
});

test('[FS17] nothing that is hidden or grave is counted, and no word from the board is repeated but events', () => {
	const facts = buildFacts({
		organisation: buildOrganisation({ categories: [category('crime')] }),
		record: {
			entries: [
				row('a', 'crime', { count: 9, text: 'HEMLIG', hiddenOnScreen: true }),
				row('b', 'crime', { count: 9, text: 'HEMLIG', severity: 3, source: { party: POLICE, funktion: FIELD } })
			],
			upcoming: [
				{
					...{ id: 'u1' as RecordId, title: 'Julmarknad', kind: 'event', dates: null, where: null },
					...{ created: null, removed: null, flagged: null }
				},
				{
					...{ id: 'u2' as RecordId, title: 'HEMLIGT riskdatum', kind: 'risk-date', dates: null, where: null },
					...{ created: null, removed: null, flagged: null }
				}
			]
		}
	});
	const text = JSON.stringify(proposeSummary(draftRecord(facts)));
	expect(text).not.toMatch(/HEMLIG|Områdespolis|Iakttagelser/);
	expect(text).toContain('Julmarknad');
});

/** Alice is the police's and Carol the municipality's; Bob's party is a company. */
async function withParties(publicPage: boolean) {
	const sealing = await startSealing({ publicPage });
	const { server, world, seals, seal, actor } = sealing;
	const kinds: [Login, PartyKind][] = [
		[world.alice, 'police'],
		[world.carol, 'municipality'],
		[world.bob, 'company'],
		[world.reader, 'company'],
		[world.stranger, 'external']
	];
	for (const [{ party }, kind] of kinds) await server.store.organisation.updateParty(world.samverkan, party, { kind });
	await seal();
	const { week } = world.week;
	const { summaries } = seals;
	const sections = [{ key: 'intro', title: 'Om lägesbilden', text: 'Lugnt i veckan.' }];
	const edit = async (login: Login, version: number) =>
		(await summaries.edit(world.samverkan, week, await actor(login), { version, sections })).ok;
	const approve = async (login: Login, version: number) => {
		const done = await summaries.approve(world.samverkan, week, await actor(login), version);
		return done.ok ? 'ok' : done.problem.code;
	};
	return { ...sealing, summaries, edit, approve, published: () => summaries.published('ekeby', week) };
}

test('[FS18] is public when police and municipality have approved the same words, and is frozen then', async () => {
	const { world, summaries, edit, approve, published, actor } = await withParties(true);
	const { alice, carol, bob, reader } = world;
	expect(await approve(alice, 0)).toBe('summary-moved');
	expect(await edit(carol, 0)).toBe(true);
	expect(await edit(alice, 0)).toBe(false);
	expect(await approve(bob, 1)).toBe('not-main-party');
	expect(await approve(reader, 1)).toBe('not-allowed');
	expect(await approve(alice, 1)).toBe('ok');
	expect(await edit(carol, 1)).toBe(true);
	expect(await approve(carol, 2)).toBe('ok');
	expect(await published()).toBeNull();
	expect(await approve(alice, 2)).toBe('ok');
	const page = await published();
	expect(page?.summary).toMatchObject({
		sections: [{ title: 'Om lägesbilden', text: 'Lugnt i veckan.' }],
		approvedBy: ['Part Alice Ek', 'Part Carol Asp']
	});
	expect(JSON.stringify(page?.summary)).not.toContain(alice.person);
	expect(await edit(carol, 2)).toBe(false);
	const view = await summaries.view(world.samverkan, world.week.week, await actor(alice));
	expect(view?.log.map(({ what, version, name }) => [what, version, name])).toEqual([
		['edited', 1, 'Carol Asp'],
		['approved', 1, 'Alice Ek'],
		['edited', 2, 'Carol Asp'],
		['approved', 2, 'Carol Asp'],
		['approved', 2, 'Alice Ek']
	]);
});

test('[FS18] is shown to nobody where the samverkan has no public page, or when a byte of it was changed', async () => {
	for (const publicPage of [false, true]) {
		const { world, edit, approve, published } = await withParties(publicPage);
		await edit(world.alice, 0);
		await approve(world.alice, 1);
		await approve(world.carol, 1);
		expect((await published()) !== null).toBe(publicPage);
		tamper(world.folder, "UPDATE summaries SET content = CAST(replace(content, 'Lugnt', 'Luktt') AS BLOB)");
		expect(await published()).toBeNull();
	}
});

test('[RD11] while a flag is judged the approved summary does not show what it quotes either', async () => {
	const { server, world, edit, approve, published } = await withParties(true);
	const { alice, carol } = world;
	await edit(carol, 0);
	await approve(carol, 1);
	await approve(alice, 1);
	const { id: document, week } = world.week;
	const part = { document, kind: 'week', root: 'upcoming', id: 'u1' } as const;
	const flag = {
		...{ id: 'flag-1', samverkan: world.samverkan, document, root: 'upcoming', record: 'u1', week, party: null },
		...{ draft: false, label: 'Kommande', by: alice.person, at: Date.now(), reason: '' }
	};
	await server.store.flags.add({ ...flag, parts: [{ ...part, fields: ['title'], words: ['Lugnt i veckan.'] }] });
	expect(JSON.stringify((await published())?.summary)).not.toContain('Lugnt');
	expect((await published())?.summary.sections[0]?.text).toContain('Dold – någon har flaggat');
	await server.store.flags.close('flag-1', alice.person, Date.now());
	expect((await published())?.summary.sections[0]?.text).toBe('Lugnt i veckan.');
});
