import * as Y from 'yjs';
import { LOCAL } from '../shared/board/origin.ts';
import { forgetBroughtBack } from './brought-back.ts';

/** Typing within this time is one step. */
const TYPING_MS = 600;

/**
 * Own changes, taken back and done again in the order they were made, over several documents. Others' changes are
 * never undone. Each step is stamped with a turn, so that the latest one can be found among the documents.
 */
export class UndoHistory {
	readonly #managers = new Map<string, Y.UndoManager>();
	#turn = 0;
	#replaying = false;
	#changes = $state(0);

	/** Follows a document's roots; one under the same name before it is forgotten. */
	follow(name: string, doc: Y.Doc, roots: Y.Map<unknown>[]): () => void {
		const manager = new Y.UndoManager(roots, {
			doc,
			trackedOrigins: new Set([LOCAL]),
			captureTimeout: TYPING_MS
		});
		manager.on('stack-item-added', ({ stackItem }: { stackItem: StackItem }) => this.#stamp(manager, stackItem));
		manager.on('stack-item-popped', () => this.#changes++);
		const heard = (transaction: Y.Transaction) => {
			if (transaction.origin === LOCAL || transaction.origin === manager) return;
			forgetBroughtBack([...manager.undoStack, ...manager.redoStack], transaction);
		};
		doc.on('afterTransaction', heard);
		this.#managers.set(name, manager);
		this.#changes++;
		return () => {
			doc.off('afterTransaction', heard);
			this.#forget(name, manager);
		};
	}

	get canUndo(): boolean {
		return this.#latest('undoStack') !== undefined;
	}

	get canRedo(): boolean {
		return this.#latest('redoStack') !== undefined;
	}

	undo(): void {
		this.#replay(() => this.#latest('undoStack')?.undo());
	}

	redo(): void {
		this.#replay(() => this.#latest('redoStack')?.redo());
	}

	/** What comes next is a step of its own. */
	startStep(): void {
		for (const manager of this.#managers.values()) manager.stopCapturing();
	}

	#stamp(manager: Y.UndoManager, item: StackItem) {
		item.meta.set('turn', ++this.#turn);
		if (!this.#replaying) this.#forgetRedo(manager);
		this.#changes++;
	}

	/** A new change ends what could be done again; Yjs sees to the document it was made in. */
	#forgetRedo(changed: Y.UndoManager) {
		for (const manager of this.#managers.values()) if (manager !== changed) manager.clear(false, true);
	}

	#replay(step: () => void) {
		this.startStep();
		this.#replaying = true;
		try {
			step();
		} finally {
			this.#replaying = false;
			this.#changes++;
		}
	}

	#latest(stack: 'undoStack' | 'redoStack'): Y.UndoManager | undefined {
		void this.#changes; // read, so that whoever asks is asked again
		const turn = (manager: Y.UndoManager): number => (manager[stack].at(-1)?.meta.get('turn') as number) ?? 0;
		const filled = [...this.#managers.values()].filter((manager) => manager[stack].length > 0);
		return filled.reduce<Y.UndoManager | undefined>(
			(best, manager) => (best && turn(best) > turn(manager) ? best : manager),
			undefined
		);
	}

	#forget(name: string, manager: Y.UndoManager) {
		manager.destroy();
		if (this.#managers.get(name) === manager) this.#managers.delete(name);
		this.#changes++;
	}
}

type StackItem = Y.UndoManager['undoStack'][number];
