import type { Migration } from './migration.ts';

/** Who it was, of which party then. */
const noted = (samverkan: string, person: string, what: string, at: string, about: string): string => `
	INSERT INTO event_intake (samverkan, what, person, party, at, about) VALUES (
		${samverkan}, '${what}', ${person},
		(SELECT party FROM members WHERE samverkan = ${samverkan} AND person = ${person}), ${at}, ${about});`;

/**
 * What tables themselves say of who and when is noted by the database in the transaction that writes it: no path of the
 * program can leave it out, and it stands or falls with what it tells of. The chain is made of it by the store, since
 * SQLite has no SHA-256.
 */
export const events: Migration = {
	name: '0019-events',
	up: (database) =>
		database.exec(`
-- Händelseloggen. One chain for each samverkan ('' is the installation itself). Ids and kinds, no words.
CREATE TABLE events (
	sequence INTEGER PRIMARY KEY AUTOINCREMENT,
	chain TEXT NOT NULL,
	number INTEGER NOT NULL,
	at INTEGER NOT NULL,
	what TEXT NOT NULL,
	person TEXT, -- no reference: the log outlives accounts
	party TEXT,
	about TEXT NOT NULL, -- canonical JSON
	previous TEXT,
	sha256 TEXT NOT NULL,
	UNIQUE (chain, number)
) STRICT;
CREATE INDEX events_person ON events (chain, person, number);
CREATE INDEX events_what ON events (chain, what, number);
CREATE INDEX events_at ON events (chain, at);

-- Where the chain goes on from when its oldest entries have been removed by decision.
CREATE TABLE event_anchors (
	chain TEXT NOT NULL,
	number INTEGER NOT NULL,
	sha256 TEXT NOT NULL,
	at INTEGER NOT NULL,
	by TEXT NOT NULL,
	decision TEXT NOT NULL,
	PRIMARY KEY (chain, number)
) STRICT;

-- The end of each chain: one that was cut short does not end here.
CREATE TABLE event_heads (chain TEXT PRIMARY KEY, number INTEGER NOT NULL, sha256 TEXT NOT NULL) STRICT;

-- Noted, and not in a chain yet.
CREATE TABLE event_intake (
	sequence INTEGER PRIMARY KEY AUTOINCREMENT,
	samverkan TEXT,
	what TEXT NOT NULL,
	person TEXT,
	party TEXT,
	at INTEGER NOT NULL,
	about TEXT NOT NULL
) STRICT;

CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER events_remain BEFORE DELETE ON events
	WHEN NOT EXISTS (SELECT 1 FROM event_anchors WHERE chain = OLD.chain AND number >= OLD.number)
	BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER event_anchors_stay BEFORE UPDATE ON event_anchors BEGIN SELECT RAISE(ABORT, 'an anchor stays'); END;
CREATE TRIGGER event_anchors_remain BEFORE DELETE ON event_anchors BEGIN SELECT RAISE(ABORT, 'an anchor stays'); END;

CREATE TRIGGER noted_log_in AFTER INSERT ON sessions BEGIN
	INSERT INTO event_intake (samverkan, what, person, party, at, about)
		SELECT samverkan, 'log-in', NEW.person, party, NEW.created_at, '{}' FROM members WHERE person = NEW.person;
	INSERT INTO event_intake (samverkan, what, person, party, at, about)
		SELECT NULL, 'log-in', NEW.person, NULL, NEW.created_at, '{}'
		WHERE NOT EXISTS (SELECT 1 FROM members WHERE person = NEW.person);
END;

CREATE TRIGGER noted_week_move AFTER INSERT ON week_state_log BEGIN
	${noted(
		'(SELECT samverkan FROM documents WHERE id = NEW.document)',
		'NEW.by',
		'week-move',
		'NEW.at',
		`json_object('week', (SELECT week FROM documents WHERE id = NEW.document), 'did', NEW.state)`
	)}
END;

-- Redigeringar and gallringar are links of the chain too; they are noted as what they are.
CREATE TRIGGER noted_seal AFTER INSERT ON seals
	WHEN instr(CAST(NEW.content AS TEXT), '"format":"lagestavlan/redigering"') = 0
		AND instr(CAST(NEW.content AS TEXT), '"format":"lagestavlan/gallring"') = 0 BEGIN
	${noted(
		'NEW.samverkan',
		'NEW.by',
		'seal',
		'NEW.at',
		`json_object('week', NEW.week, 'number', NEW.correction, 'sha256', NEW.sha256)`
	)}
END;

CREATE TRIGGER noted_proposal AFTER INSERT ON seal_proposals BEGIN
	${noted(
		'(SELECT samverkan FROM documents WHERE id = NEW.document)',
		'NEW.person',
		'seal',
		'NEW.at',
		`json_object('week', (SELECT week FROM documents WHERE id = NEW.document), 'did', 'proposed', 'sha256', NEW.sha256)`
	)}
END;

CREATE TRIGGER noted_summary AFTER INSERT ON summary_log BEGIN
	${noted(
		'(SELECT samverkan FROM documents WHERE id = NEW.document)',
		'NEW.person',
		'summary',
		'NEW.at',
		`json_object('week', (SELECT week FROM documents WHERE id = NEW.document), 'did', NEW.what, 'number', NEW.version)`
	)}
END;

CREATE TRIGGER noted_share AFTER INSERT ON disclosures BEGIN
	${noted(
		'NEW.samverkan',
		'NEW.person',
		'share',
		'NEW.at',
		`json_object('week', NEW.week, 'record', NEW.observation, 'did', NEW.circle, 'ofParty', NEW.party)`
	)}
END;

CREATE TRIGGER noted_withdrawal AFTER INSERT ON disclosure_ends BEGIN
	INSERT INTO event_intake (samverkan, what, person, party, at, about)
		SELECT samverkan, 'withdraw', NEW.person, party, NEW.at,
			json_object('week', week, 'record', observation, 'did', NEW.what, 'ofParty', party)
		FROM disclosures WHERE sequence = NEW.disclosure;
END;

CREATE TRIGGER noted_flag AFTER INSERT ON flags BEGIN
	${noted(
		'NEW.samverkan',
		'NEW.by',
		'flag',
		'NEW.at',
		`json_object('document', NEW.document, 'page', NEW.root, 'record', NEW.record)`
	)}
END;

CREATE TRIGGER noted_judgement AFTER UPDATE OF state ON flags WHEN OLD.state = 'open' AND NEW.state = 'shown' BEGIN
	${noted(
		'NEW.samverkan',
		'NEW.judged_by',
		'flag-judged',
		'NEW.judged_at',
		`json_object('document', NEW.document, 'page', NEW.root, 'record', NEW.record, 'did', NEW.state)`
	)}
END;

CREATE TRIGGER noted_redaction AFTER INSERT ON redactions BEGIN
	INSERT INTO event_intake (samverkan, what, person, party, at, about)
		SELECT NEW.samverkan, 'redact', NEW.by,
			(SELECT party FROM members WHERE samverkan = NEW.samverkan AND person = NEW.by), NEW.at,
			json_object('document', document, 'page', root, 'record', record)
		FROM flags WHERE id = NEW.flag;
END;

CREATE TRIGGER noted_screen_link AFTER INSERT ON screen_links BEGIN
	${noted('NEW.samverkan', 'NEW.made_by', 'screen-link', 'NEW.made_at', `json_object('week', NEW.week, 'did', 'made')`)}
END;
CREATE TRIGGER noted_screen_end AFTER UPDATE OF revoked_at ON screen_links
	WHEN OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL BEGIN
	${noted('NEW.samverkan', 'NULL', 'screen-link', 'NEW.revoked_at', `json_object('week', NEW.week, 'did', 'revoked')`)}
END;

CREATE TRIGGER noted_action_link AFTER INSERT ON action_links BEGIN
	${noted('NEW.samverkan', 'NEW.person', 'action-link', 'NEW.made_at', `json_object('record', NEW.action, 'did', 'made')`)}
END;
CREATE TRIGGER noted_action_link_end AFTER UPDATE OF revoked_at ON action_links
	WHEN OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL BEGIN
	${noted(
		'NEW.samverkan',
		'NEW.person',
		'action-link',
		'NEW.revoked_at',
		`json_object('record', NEW.action, 'did', 'revoked')`
	)}
END;

CREATE TRIGGER noted_calendar AFTER INSERT ON calendars BEGIN
	${noted('NEW.samverkan', 'NEW.person', 'calendar', 'NEW.made_at', `json_object('did', 'made')`)}
END;
CREATE TRIGGER noted_calendar_end AFTER UPDATE OF revoked_at ON calendars
	WHEN OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL BEGIN
	${noted('NEW.samverkan', 'NEW.person', 'calendar', 'NEW.revoked_at', `json_object('did', 'revoked')`)}
END;

CREATE TRIGGER noted_invite_used AFTER UPDATE OF used_at ON invites
	WHEN OLD.used_at IS NULL AND NEW.used_at IS NOT NULL BEGIN
	INSERT INTO event_intake (samverkan, what, person, party, at, about)
		VALUES (NEW.samverkan, 'invite', (SELECT id FROM people WHERE email = NEW.email), NEW.party, NEW.used_at,
			json_object('did', 'used', 'roles', json(NEW.roles)));
END;
CREATE TRIGGER noted_invite AFTER INSERT ON invites BEGIN
	INSERT INTO event_intake (samverkan, what, person, party, at, about)
		VALUES (NEW.samverkan, 'invite', NULL, NULL, NEW.created_at,
			json_object('did', 'made', 'ofParty', NEW.party, 'roles', json(NEW.roles)));
END;
`)
};
