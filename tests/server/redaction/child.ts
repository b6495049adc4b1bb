import { writeSync } from 'node:fs';
import { carryOut } from '../../../server/redaction/carry-out.ts';

/** Carries out what was begun, and stands still at one step until it is killed. */
const [file, stopAt] = process.argv.slice(2);
carryOut(file!, (name) => {
	if (!name.startsWith(stopAt!)) return;
	writeSync(1, 'here');
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
