import { parentPort, workerData } from 'node:worker_threads';
import { carryOutNext } from './carry-out.ts';

parentPort?.postMessage(carryOutNext((workerData as { file: string }).file));
