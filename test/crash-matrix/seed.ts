import { createHash } from 'node:crypto';

/** A number that follows from an id alone: what seeds a case's chance. */
export function seedOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32LE();
}
