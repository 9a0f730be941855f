import type { Facts, FunctionSetting, TaskSetting } from './facts.ts';
import type { Metric } from './measures.ts';
import type { Change, Finding, FunctionRule, PerformanceRule, TaskRule } from './rule.ts';

/** What could be set otherwise, with all that somebody needs to decide. */
export interface Recommendation extends Finding {
  readonly rule: string;
  readonly title: string;
  readonly undo: string;
}

/** What rules find of one service, about the metrics that were asked for, in the order of the rules. */
export function recommendationsFor(
  rules: readonly PerformanceRule[],
  facts: Facts,
  metrics: readonly Metric[],
): Recommendation[] {
  return rules
    .filter(({ metric }) => metrics.includes(metric))
    .flatMap((rule) => {
      const found = findOf(rule, facts);
      return found ? [{ rule: rule.name, title: rule.title, undo: rule.undo, ...found }] : [];
    });
}

function findOf(rule: PerformanceRule, facts: Facts): Finding | undefined {
  if (rule.on !== facts.setting.type) return undefined;
  return rule.on === 'function'
    ? (rule as FunctionRule).find(facts as Facts<FunctionSetting>)
    : (rule as TaskRule).find(facts as Facts<TaskSetting>);
}

/** What a deployment can carry: a revision that differs in nothing else. */
export type Revision = Extract<Change, { type: 'function-setting' | 'task-size' }>;

export function isRevision(change: Change): change is Revision {
  return change.type === 'function-setting' || change.type === 'task-size';
}
