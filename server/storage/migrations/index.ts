import { accounts } from './0001-accounts.ts';
import { organisation } from './0002-organisation.ts';
import { documents } from './0003-documents.ts';
import { epochs } from './0004-epochs.ts';
import { offlineCopies } from './0005-offline-copies.ts';
import { meetingSettings } from './0006-meeting-settings.ts';
import { seals } from './0007-seals.ts';
import { meetings } from './0008-meetings.ts';
import { summaries } from './0009-summaries.ts';
import { drafts } from './0010-drafts.ts';
import { reports } from './0011-reports.ts';
import { privacy } from './0012-privacy.ts';
import { redactions } from './0013-redactions.ts';
import { desk } from './0014-desk.ts';
import { notices } from './0015-notices.ts';
import { search } from './0016-search.ts';
import { history } from './0017-history.ts';
import { restores } from './0018-restores.ts';
import { events } from './0019-events.ts';
import { retention } from './0020-retention.ts';
import { historyPlaces } from './0021-history-places.ts';
import type { Migration } from './migration.ts';

/** In the order they are applied. */
export const migrations: readonly Migration[] = [
	accounts,
	organisation,
	documents,
	epochs,
	offlineCopies,
	meetingSettings,
	seals,
	meetings,
	summaries,
	drafts,
	reports,
	privacy,
	redactions,
	desk,
	notices,
	search,
	history,
	restores,
	events,
	retention,
	historyPlaces
];
