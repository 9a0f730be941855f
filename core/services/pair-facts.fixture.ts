import { PAIR } from './facts.fixture.ts';
import type { EcsPairFacts, EcsServiceFacts, RouteFacts, SideFacts, TargetGroupFacts } from './facts.ts';
import { type Finding, missing } from './finding.ts';
import { readiness } from './readiness.ts';
import type { Side } from './service.ts';

/** The sound pair with one side changed. */
export function withSide(name: Side, changes: Partial<SideFacts>, facts = PAIR): EcsPairFacts {
  return { ...facts, sides: { ...facts.sides, [name]: { ...facts.sides[name], ...changes } } };
}

/** The sound pair with the ECS service of a side changed. */
export function withEcs(name: Side, changes: Partial<EcsServiceFacts>, facts = PAIR): EcsPairFacts {
  const { ecs } = facts.sides[name];
  return ecs ? withSide(name, { ecs: { ...ecs, ...changes } }, facts) : facts;
}

/** The sound pair with the target group of a side changed. */
export function withGroup(name: Side, changes: Partial<TargetGroupFacts>, facts = PAIR): EcsPairFacts {
  const { targetGroup } = facts.sides[name];
  return targetGroup ? withSide(name, { targetGroup: { ...targetGroup, ...changes } }, facts) : facts;
}

/** The sound pair without a member of a side. */
export function withoutMember(name: Side, member: 'ecs' | 'targetGroup', facts = PAIR): EcsPairFacts {
  const { [member]: _left, ...rest } = facts.sides[name];
  return { ...facts, sides: { ...facts.sides, [name]: rest } };
}

/** The sound pair behind a balancer with these ways in. */
export function withRoutes(...routes: RouteFacts[]): EcsPairFacts {
  const { loadBalancer } = PAIR;
  return loadBalancer ? { ...PAIR, loadBalancer: { ...loadBalancer, routes } } : PAIR;
}

export function withoutBalancer(): EcsPairFacts {
  const { loadBalancer: _left, ...rest } = PAIR;
  return rest;
}

/** What readiness says about one check. */
export function finding(facts: Parameters<typeof readiness>[0], check: string): Finding {
  return readiness(facts).find((one) => one.check === check) ?? missing(check, 'Nobody checks it.', '');
}
