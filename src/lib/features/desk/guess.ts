import type { ActionStatus } from '../../shared/board/action-status.ts';
import type { DeskRow } from '../../shared/desk/desk-rows.ts';

/** What a row is going to be once the server has said yes to what its form sends; nothing where that is not plain. */
export function guessOf(row: DeskRow, data: FormData, now: number): Partial<DeskRow> {
	const text = (name: string) => String(data.get(name) ?? '').trim();
	switch (text('do')) {
		case 'decided':
		case 'ongoing':
		case 'done':
			return { status: { state: text('do') } as ActionStatus, isLate: row.isLate && text('do') !== 'done' };
		case 'blocked':
			return text('reason') ? { status: { state: 'blocked', reason: text('reason') } } : {};
		case 'accept':
			return { accepted: { who: '', isMe: true, at: now }, handedBack: null, may: { ...row.may, accept: false } };
		case 'comment':
			return text('text') ? { comment: { who: 'Du', at: now, text: text('text') } } : {};
		default:
			return {};
	}
}
