import type { Label } from './estate/build.ts';

/** What a rule found of an estate. */
export interface RuleScore {
  readonly rule: string;
  readonly right: number;
  /** Found where there was nothing. */
  readonly wrong: number;
  /** Not found though it was there. */
  readonly missed: number;
  readonly precision: number;
  readonly recall: number;
}

export interface FoundResource {
  readonly rule: string;
  /** The resource's own identifier, with the label's in it. */
  readonly id: string;
}

/** Precision and recall of each rule that the labels or the findings name; 1 of nothing. */
export function scoresOf(labels: readonly Label[], found: readonly FoundResource[]): RuleScore[] {
  const byRule = Map.groupBy(found, ({ rule }) => rule);
  const rules = new Set([...labels.flatMap(({ expected }) => expected), ...byRule.keys()]);
  return [...rules].sort().map((rule) => {
    const some = byRule.get(rule) ?? [];
    const wanted = labels.filter(({ expected }) => expected.includes(rule));
    const isWanted = ({ id }: FoundResource) => wanted.some((label) => id.includes(label.id));
    const right = wanted.filter((label) => some.some(({ id }) => id.includes(label.id))).length;
    const wrong = some.filter((one) => !isWanted(one)).length;
    const missed = wanted.length - right;
    return { rule, right, wrong, missed, precision: share(right, wrong), recall: share(right, missed) };
  });
}

/** Findings and omissions that the labels do not explain, as people look for them. */
export function disagreements(labels: readonly Label[], found: readonly FoundResource[]): string[] {
  return labels.flatMap(({ id, name, expected }) => {
    const rules = found.filter((one) => one.id.includes(id)).map(({ rule }) => rule);
    return [
      ...expected.filter((rule) => !rules.includes(rule)).map((rule) => `${id} (${name}): not ${rule}`),
      ...rules.filter((rule) => !expected.includes(rule)).map((rule) => `${id} (${name}): ${rule}`),
    ];
  });
}

function share(right: number, other: number): number {
  return right + other === 0 ? 1 : right / (right + other);
}
