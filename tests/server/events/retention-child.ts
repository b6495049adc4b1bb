import { writeSync } from 'node:fs';
import { carryOutNext } from '../../../server/retention/carry-out.ts';

/** Carries out what was begun, and stands still the so-manieth time it comes to a step, until it is killed. */
const [file, stopAt, times] = process.argv.slice(2);
let left = Number(times);
const step = (name: string) => {
	if (name !== stopAt || --left > 0) return;
	writeSync(1, 'here');
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};
while (carryOutNext(file!, step));
