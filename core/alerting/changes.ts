import { canonical } from '../canonical.ts';
import type { Alerting } from './alerting.ts';

export interface AlertingChanges {
  added: string[];
  changed: string[];
  removed: string[];
}

/** What differs between two documents, entry by entry, such as `channel ops`. */
export function changesBetween(before: Alerting, after: Alerting): AlertingChanges {
  const [old, now] = [entriesOf(before), entriesOf(after)];
  return {
    added: [...now.keys()].filter((name) => !old.has(name)),
    changed: [...now].filter(([name, text]) => old.has(name) && old.get(name) !== text).map(([name]) => name),
    removed: [...old.keys()].filter((name) => !now.has(name)),
  };
}

/** Every entry by its name, written out. The order of routes counts, so that they are one entry. */
function entriesOf({
  channels,
  policies,
  routes,
  suppressions,
  maintenance,
  digest,
}: Alerting): Map<string, string> {
  const named = { channel: channels, policy: policies, suppression: suppressions, maintenance };
  const entries = Object.entries(named).flatMap(([kind, list]) =>
    list.map((entry) => [`${kind} ${entry.name}`, canonical(entry)] as const),
  );
  return new Map([
    ...entries,
    ...(routes.length > 0 ? [['routes', canonical(routes)] as const] : []),
    ['digest', canonical(digest)],
  ]);
}
