import type { Migration } from './migration.ts';

export const retention: Migration = {
	name: '0020-retention',
	up: (database) =>
		database.exec(`
-- How long each samverkan keeps what. JSON. Without a row everything is kept.
CREATE TABLE retention_rules (
	samverkan TEXT PRIMARY KEY REFERENCES samverkan (id),
	rules TEXT NOT NULL,
	by TEXT NOT NULL,
	at INTEGER NOT NULL
) STRICT;

-- Gallringar: who, when, by which decisions and exactly what: ids and counts, no words. Kept for ever.
CREATE TABLE retentions (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	samverkan TEXT NOT NULL REFERENCES samverkan (id),
	by TEXT NOT NULL, -- no reference: it outlives accounts
	at INTEGER NOT NULL,
	rules TEXT NOT NULL,
	items TEXT NOT NULL,
	fingerprint TEXT NOT NULL,
	done INTEGER NOT NULL DEFAULT 0,
	state TEXT NOT NULL CHECK (state IN ('begun', 'rewritten', 'done')),
	finished_at INTEGER
) STRICT;
CREATE UNIQUE INDEX retentions_one ON retentions (samverkan) WHERE state <> 'done';
CREATE TRIGGER retentions_remain BEFORE DELETE ON retentions
	BEGIN SELECT RAISE(ABORT, 'that something was disposed of is never disposed of'); END;

-- What each document has lost.
CREATE TABLE retention_documents (
	document TEXT NOT NULL REFERENCES documents (id),
	kind TEXT NOT NULL CHECK (kind IN ('drafts', 'journal', 'weeks')),
	retention INTEGER NOT NULL REFERENCES retentions (id),
	PRIMARY KEY (document, kind, retention)
) STRICT;

CREATE TRIGGER noted_retention AFTER INSERT ON retentions BEGIN
	INSERT INTO event_intake (samverkan, what, person, party, at, about) VALUES (
		NEW.samverkan, 'retention', NEW.by,
		(SELECT party FROM members WHERE samverkan = NEW.samverkan AND person = NEW.by), NEW.at,
		json_object('did', 'begun', 'number', NEW.id, 'rows', json_array_length(NEW.items), 'sha256', NEW.fingerprint,
			'decision', (SELECT group_concat(DISTINCT json_extract(value, '$.decision')) FROM json_each(NEW.rules)
				WHERE json_extract(value, '$.decision') <> '')));
END;
CREATE TRIGGER noted_retention_done AFTER UPDATE OF state ON retentions
	WHEN OLD.state = 'begun' AND NEW.state = 'rewritten' BEGIN
	INSERT INTO event_intake (samverkan, what, person, party, at, about) VALUES (
		NEW.samverkan, 'retention', NEW.by,
		(SELECT party FROM members WHERE samverkan = NEW.samverkan AND person = NEW.by), NEW.finished_at,
		json_object('did', 'done', 'number', NEW.id, 'rows', NEW.done, 'sha256', NEW.fingerprint,
			'decision', (SELECT group_concat(DISTINCT json_extract(value, '$.decision')) FROM json_each(NEW.rules)
				WHERE json_extract(value, '$.decision') <> '')));
END;
-- Who and when are the journal row's, which is there before its mark.
CREATE TRIGGER noted_restore AFTER INSERT ON restores BEGIN
	INSERT INTO event_intake (samverkan, what, person, party, at, about)
		SELECT d.samverkan, 'restore', j.person,
			(SELECT party FROM members WHERE samverkan = d.samverkan AND person = j.person), j.at,
			json_object('document', d.id, 'week', d.week, 'did', NEW.target)
		FROM documents d JOIN journal j ON j.sequence = NEW.sequence WHERE d.id = NEW.document;
END;
-- That the log itself lost its oldest entries is an entry of it, which its checking asks for.
CREATE TRIGGER noted_anchor AFTER INSERT ON event_anchors BEGIN
	INSERT INTO event_intake (samverkan, what, person, party, at, about) VALUES (
		NULLIF(NEW.chain, ''), 'retention', NEW.by, NULL, NEW.at,
		json_object('did', 'log', 'decision', NEW.decision,
			'anchor', json_object('number', NEW.number, 'sha256', NEW.sha256)));
END;
CREATE TRIGGER noted_retention_rules AFTER INSERT ON retention_rules BEGIN
	INSERT INTO event_intake (samverkan, what, person, party, at, about) VALUES (
		NEW.samverkan, 'retention-settings', NEW.by,
		(SELECT party FROM members WHERE samverkan = NEW.samverkan AND person = NEW.by), NEW.at,
		json_object('decision', (SELECT group_concat(DISTINCT json_extract(value, '$.decision')) FROM json_each(NEW.rules)
			WHERE json_extract(value, '$.decision') <> '')));
END;
CREATE TRIGGER noted_retention_rules_again AFTER UPDATE ON retention_rules BEGIN
	INSERT INTO event_intake (samverkan, what, person, party, at, about) VALUES (
		NEW.samverkan, 'retention-settings', NEW.by,
		(SELECT party FROM members WHERE samverkan = NEW.samverkan AND person = NEW.by), NEW.at,
		json_object('decision', (SELECT group_concat(DISTINCT json_extract(value, '$.decision')) FROM json_each(NEW.rules)
			WHERE json_extract(value, '$.decision') <> '')));
END;
`)
};
