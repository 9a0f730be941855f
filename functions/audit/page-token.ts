import { digest } from '../../core/canonical.ts';
import { InvalidInput } from '../../core/errors.ts';
import type { IndexEntry } from './store.ts';

/**
 * Where the next page begins, as text for callers to hand back. It holds a position only: the partition to read is
 * taken from the question asked, so that a made-up token leads to nothing the question does not.
 * @param question what was asked for; the token serves for the same question only
 */
export function pageToken(question: unknown, { at, resource, sequence }: IndexEntry): string {
  const position = [at, resource, sequence];
  return Buffer.from(JSON.stringify([...position, sealOf(question, position)])).toString('base64url');
}

/**
 * The position in a token.
 * @throws InvalidInput when the token was altered or belongs to another question
 */
export function positionOf(question: unknown, token: string): IndexEntry {
  const [at, resource, sequence, seal] = membersOf(token);
  if (
    typeof at === 'string' &&
    typeof resource === 'string' &&
    typeof sequence === 'number' &&
    seal === sealOf(question, [at, resource, sequence])
  )
    return { at, resource, sequence };
  const allowed = 'the nextToken of the page before, with the same other fields';
  const violation = { field: 'nextToken', problem: 'was altered or belongs to another list', allowed };
  throw new InvalidInput(`nextToken ${violation.problem}.`, { violations: [violation] });
}

function membersOf(token: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function sealOf(question: unknown, position: readonly unknown[]): string {
  return digest([question, position]).slice(0, 24);
}
