import { fitOf, type Calibration, type Fit } from '../shared/meeting/fit.ts';
import { calibrationOf, DEFAULT_ROOM, readRoom, type Room, type WindowSize } from '../shared/meeting/room.ts';

/** The device's, not a person's: whoever opens the screen here has the same room. */
const KEY = 'lagestavlan:rum';

/** Before a browser has said how large it is. */
const UNKNOWN_WINDOW: WindowSize = { innerWidth: 1920, innerHeight: 1080, devicePixelRatio: 1 };

/** How this device's screen stands in its room, and what fits on it then. Follows the window, and other tabs. */
export class RoomFit {
	#room = $state.raw<Room>(DEFAULT_ROOM);
	#window = $state.raw<WindowSize>(UNKNOWN_WINDOW);
	#calibrated = $state(false);
	#ready = $state(false);
	readonly #fit = $derived(fitOf(this.calibration));

	get room(): Room {
		return this.#room;
	}
	/** Has somebody said what room this is? */
	get calibrated(): boolean {
		return this.#calibrated;
	}
	/** Has the browser been measured? */
	get ready(): boolean {
		return this.#ready;
	}
	get calibration(): Calibration {
		return calibrationOf(this.#room, this.#window);
	}
	get fit(): Fit {
		return this.#fit;
	}
	/** What would fit, were that the room. */
	fitIn(room: Room): Fit {
		return fitOf(calibrationOf(room, this.#window));
	}

	/** In the browser. Returns how to stop following. */
	follow(): () => void {
		this.#measure();
		this.#take(kept());
		const measure = () => this.#measure();
		const stored = ({ key, newValue }: StorageEvent) => key === KEY && this.#take(newValue);
		addEventListener('resize', measure);
		addEventListener('storage', stored);
		return () => {
			removeEventListener('resize', measure);
			removeEventListener('storage', stored);
		};
	}

	save(room: Room): void {
		const text = JSON.stringify(room);
		this.#take(text);
		try {
			localStorage.setItem(KEY, text);
		} catch {
			// a browser that keeps nothing: it holds until the page is closed
		}
	}

	#measure() {
		const { innerWidth, innerHeight, devicePixelRatio } = window;
		this.#window = { innerWidth, innerHeight, devicePixelRatio };
		this.#ready = true;
	}

	#take(text: string | null) {
		const room = readRoom(text);
		this.#room = room ?? DEFAULT_ROOM;
		this.#calibrated = room !== null;
	}
}

function kept(): string | null {
	try {
		return localStorage.getItem(KEY);
	} catch {
		return null;
	}
}
