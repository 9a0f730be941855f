import { canonical, digest } from '../../../../core/canonical.ts';
import type { Pair } from './properties.ts';

/** What only a new pair can have otherwise. */
const FIXED: readonly (readonly [name: string, read: (pair: Pair) => unknown])[] = [
  ['The name', ({ service, sides }) => [service, sides.blue.service, sides.green.service]],
  ['The cluster', ({ cluster }) => cluster],
  ['A target group', ({ sides }) => [sides.blue.targetGroup, sides.green.targetGroup]],
  ['The container', ({ container, port }) => [container, port]],
  ['The listener', ({ listener }) => listener],
];

/**
 * The physical id of a pair: equal for as long as it can be the same pair. An update is held against it rather than
 * against the template before, since a stack that is rolled back asks for the old template once more.
 */
export function identityOf(pair: Pair): string {
  return `${pair.service}/${digest(FIXED.map(([, read]) => read(pair))).slice(0, 32)}`;
}

/** Which fixed part differs between two templates, in words. */
export function fixedChange(before: Pair, pair: Pair): string {
  const changed = FIXED.find(([, read]) => canonical(read(before)) !== canonical(read(pair)));
  return changed?.[0] ?? 'Something';
}
