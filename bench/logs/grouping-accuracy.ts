/**
 * The share of lines whose group is exactly the set of lines of their event: a line counts only if all lines of its
 * event are in its group, and no other. Source: Zhu et al., Tools and Benchmarks for Automated Log Parsing, 2019.
 */
export function groupingAccuracy(groups: readonly unknown[], events: readonly string[]): number {
  const sizes = counts(groups);
  const byEvent = new Map<string, unknown[]>();
  events.forEach((event, line) => {
    const found = byEvent.get(event) ?? [];
    found.push(groups[line]);
    byEvent.set(event, found);
  });
  let right = 0;
  for (const found of byEvent.values())
    if (new Set(found).size === 1 && sizes.get(found[0]) === found.length) right += found.length;
  return events.length === 0 ? 0 : right / events.length;
}

/** The same of groups: the harmonic mean of the shares of groups and of events that are exactly each other's lines. */
export function groupingF1(groups: readonly unknown[], events: readonly string[]): number {
  const sizes = counts(groups);
  const pairs = new Map<string, Set<unknown>>();
  for (const [line, event] of events.entries())
    pairs.set(event, (pairs.get(event) ?? new Set()).add(groups[line]));
  const eventSizes = counts(events);
  const right = [...pairs].filter(
    ([event, found]) => found.size === 1 && sizes.get([...found][0]) === eventSizes.get(event),
  ).length;
  return sizes.size + pairs.size === 0 ? 0 : (2 * right) / (sizes.size + pairs.size);
}

function counts(values: readonly unknown[]): Map<unknown, number> {
  const found = new Map<unknown, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return found;
}
