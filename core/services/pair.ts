import type { EcsPairFacts, RouteFacts, SideFacts } from './facts.ts';
import type { Side } from './service.ts';

export const SIDES = ['blue', 'green'] as const satisfies readonly Side[];

/** The tag by which policies know what may be changed; its value is the service's name. */
export const SERVICE_TAG = 'operate:service';

export function production(facts: EcsPairFacts): RouteFacts | undefined {
  return facts.loadBalancer?.routes.find(({ arn }) => arn === facts.production);
}

/** A side's share of production traffic, 0 to 1; real weights need not sum to 100. */
export function shareOf(facts: EcsPairFacts, side: Side): number {
  const groups = production(facts)?.groups ?? [];
  const total = groups.reduce((sum, { weight }) => sum + weight, 0);
  const arn = facts.sides[side].targetGroup?.arn;
  const own = groups.find(({ targetGroup }) => targetGroup === arn)?.weight ?? 0;
  return total === 0 ? 0 : own / total;
}

/** The side that has all traffic of the pair; undefined while both, or none, have some. */
export function liveSide(facts: EcsPairFacts): Side | undefined {
  return SIDES.find((side) => shareOf(facts, side) === 1);
}

/** The side that an existing service is on, also before its pair is complete. */
export function presentSide(facts: EcsPairFacts): SideFacts {
  const live = liveSide(facts) ?? 'blue';
  const present = [live, ...SIDES].find((side) => facts.sides[side].ecs);
  return facts.sides[present ?? live];
}

/**
 * The rule that leads tagged requests to a side: the one that was named, else the first that asks for a header and
 * forwards to that side's group alone.
 */
export function testRule(facts: EcsPairFacts, side: Side): RouteFacts | undefined {
  const rules = (facts.loadBalancer?.routes ?? []).filter(
    ({ kind, arn }) => kind === 'rule' && arn !== facts.production,
  );
  const named = facts.testRules[side];
  if (named !== undefined) return rules.find(({ arn }) => arn === named);
  return rules.find((rule) => Object.keys(rule.headers).length > 0 && leadsOnlyTo(facts, rule, side));
}

export function leadsOnlyTo(facts: EcsPairFacts, { groups }: RouteFacts, side: Side): boolean {
  const arn = facts.sides[side].targetGroup?.arn;
  return groups.length > 0 && groups.every(({ targetGroup }) => targetGroup === arn);
}

/** Both test rules, as far as they are there. */
export function testRules(facts: EcsPairFacts): RouteFacts[] {
  return SIDES.flatMap((side) => testRule(facts, side) ?? []);
}

/** The container that takes the traffic: the one that was named, else the one behind the target group. */
export function containerOf(facts: EcsPairFacts): string | undefined {
  return facts.container ?? presentSide(facts).ecs?.attachments[0]?.container;
}
