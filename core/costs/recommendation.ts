import type { Resource } from '../inventory/resource.ts';
import { type CostRule, type Effort, type Facts, LEAST_SAVING } from './rule.ts';

export const SOURCES = ['operate', 'cost-optimization-hub', 'compute-optimizer'] as const;
export type Source = (typeof SOURCES)[number];

/** One way to spend less, with all that somebody needs to decide; money in US dollars a month. */
export interface Recommendation {
  readonly source: Source;
  /** One of our rules, or the action as AWS names it. */
  readonly rule: string;
  readonly title: string;
  /** CloudFormation's name of the resource's type. */
  readonly type: string;
  readonly arn: string;
  readonly id: string;
  /** Registered service that the resource is tagged with. */
  readonly service?: string;
  readonly kind: 'remove' | 'change';
  readonly saving: number;
  /** What the resource costs now; missing where the source does not say it. */
  readonly cost?: number;
  /** From 0 to 1; missing where the source does not say it. */
  readonly confidence?: number;
  readonly effort: Effort;
  readonly restart: boolean;
  readonly undo: string;
  /** Untrusted text. */
  readonly evidence: string;
  readonly action: string;
}

/** What the rules find of one resource. */
export function recommendationsFor(rules: readonly CostRule[], facts: Facts): Recommendation[] {
  const { type, arn, id, tags } = facts.resource;
  const service = tags['operate:service'];
  return rules
    .filter((rule) => rule.type === type)
    .flatMap((rule) => {
      const found = rule.find(facts);
      if (!found || found.saving < LEAST_SAVING) return [];
      const { name, title, kind, effort, restart, undo } = rule;
      return {
        source: 'operate',
        rule: name,
        title,
        type,
        arn,
        id,
        ...(service !== undefined && { service }),
        kind,
        effort,
        restart,
        undo,
        ...found,
      };
    });
}

/** Resources by their type. */
export function byType(resources: readonly Resource[]): ReadonlyMap<string, readonly Resource[]> {
  return Map.groupBy(resources, ({ type }) => type);
}
