import { hash } from 'node:crypto';
import { canonicalJson } from '../../src/lib/shared/seal/canonical-json.ts';

/** Lower-case hexadecimal, as `sha256sum` prints it. */
export const sha256 = (bytes: Uint8Array | string): string => hash('sha256', bytes, 'hex');

/** What is hashed and kept: the canonical form's UTF-8 bytes. */
export const canonicalBytes = (value: unknown): Uint8Array => new TextEncoder().encode(canonicalJson(value));
