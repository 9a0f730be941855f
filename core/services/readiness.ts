import { balancerChecks } from './balancer-checks.ts';
import { ecsChecks, liveVersion } from './ecs-checks.ts';
import type { EcsPairFacts, Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import { lambdaAliasFindings } from './lambda-checks.ts';
import { production, SERVICE_TAG, SIDES, testRules } from './pair.ts';
import { reachabilityChecks } from './reachability-checks.ts';
import { alarmCheck, sourceCheck, type Tagged, tagCheck } from './target-independent-checks.ts';
import { taskRoleChecks } from './task-roles.ts';

/** Everything a service needs before it can be deployed without harm, each with what is true of it now. */
export function readiness(facts: Facts): Finding[] {
  return facts.type === 'lambda-alias' ? lambdaAliasFindings(facts) : ecsPairFindings(facts);
}

function ecsPairFindings(facts: EcsPairFacts): Finding[] {
  return [
    ...balancerChecks(facts),
    ...reachabilityChecks(facts),
    ...ecsChecks(facts),
    ...taskRoleChecks(facts),
    tagCheck(facts, taggedOf(facts)),
    sourceCheck(facts),
    liveVersion(facts),
    alarmCheck(facts),
  ];
}

function taggedOf(facts: EcsPairFacts): Tagged[] {
  const sides = SIDES.map((side) => facts.sides[side]);
  const services = sides.flatMap(({ ecs, service }) =>
    ecs
      ? [
          {
            name: service,
            tags: ecs.tags,
            command: `aws ecs tag-resource --resource-arn ${ecs.arn} --tags key=${SERVICE_TAG},value=${facts.name}`,
          },
        ]
      : [],
  );
  const groups = sides.flatMap(({ targetGroup }) => targetGroup ?? []);
  const routes = [production(facts) ?? [], testRules(facts)].flat();
  const balancing = [...groups, ...routes].map(({ arn, tags }) => ({
    name: arn.split(':').at(-1) ?? arn,
    tags,
    command: `aws elbv2 add-tags --resource-arns ${arn} --tags Key=${SERVICE_TAG},Value=${facts.name}`,
  }));
  return [...services, ...balancing];
}
