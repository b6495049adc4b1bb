import { workerData } from 'node:worker_threads';
import { carryOut } from './carry-out.ts';

carryOut((workerData as { file: string }).file);
