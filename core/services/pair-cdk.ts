import { newRules } from './balancer-commands.ts';
import { tagStatements } from './cdk-tags.ts';
import { asProps, comment, construct, idOf, literal } from './cdk-text.ts';
import type { EcsPairFacts } from './facts.ts';
import type { Finding } from './finding.ts';
import { newPair } from './new-pair-cdk.ts';
import { SERVICE_TAG, SIDES } from './pair.ts';
import type { Side } from './service.ts';

type Writer = (facts: EcsPairFacts, finding: Finding) => readonly string[];

const CIRCUIT_BREAKER = { deploymentCircuitBreaker: { enable: true, rollback: false } };

/** What writes a finding's CDK; a finding without is a comment, since only its owner can mend it. */
const WRITERS: Readonly<Record<string, Writer>> = {
  'test-path': testRules,
  'circuit-breaker': (_facts, { words }) => [
    comment(`${words} Where it is declared: deploymentConfiguration: ${literal(CIRCUIT_BREAKER)}`),
  ],
  autoscaling: scalableTarget,
  tags: tagStatements,
};

/** What a new pair brings with it. */
const BROUGHT = ['target-groups', 'production-action', 'ecs-services', ...Object.keys(WRITERS)];

/**
 * The statements of a stack's constructor that add what a pair lacks; `open` in the order they build on. Where the
 * second side is missing they make a pair of its own beside the service, whose traffic it takes over.
 */
export function pairCdk(facts: EcsPairFacts, open: readonly Finding[]): string[] {
  const made = open.some(({ check }) => check === 'ecs-services') ? newPair(facts) : [];
  const left = made.length > 0 ? open.filter(({ check }) => !BROUGHT.includes(check)) : open;
  const rest = left.flatMap((finding) => {
    const written = WRITERS[finding.check]?.(facts, finding) ?? [];
    return written.length > 0 ? written : [comment(`${finding.words} ${finding.fix ?? ''}`)];
  });
  return [...made, ...rest];
}

function idFor({ name }: EcsPairFacts, side: Side, kind: string): string {
  return `${idOf(name)}${idOf(side)}${kind}`;
}

function testRules(facts: EcsPairFacts): string[] {
  const rules = newRules(facts);
  const made = rules.flatMap(({ side, listener, priority, conditions }) => {
    const targetGroupArn = facts.sides[side].targetGroup?.arn;
    if (targetGroupArn === undefined) return [];
    const props = {
      listenerArn: listener,
      priority,
      conditions: asProps(conditions),
      actions: [{ type: 'forward', targetGroupArn }],
      tags: [{ key: SERVICE_TAG, value: facts.name }],
    };
    return construct(`${side}TestRule`, 'elbv2.CfnListenerRule', idFor(facts, side, 'TestRule'), props);
  });
  return made.length === rules.length ? made : [];
}

function scalableTarget(facts: EcsPairFacts): string[] {
  const [one, ...more] = SIDES.filter((side) => facts.sides[side].scaling);
  if (one === undefined || more.length > 0) return [];
  const side = one === 'blue' ? 'green' : 'blue';
  const { max = 0, policies = [] } = facts.sides[one].scaling ?? {};
  const resourceId = `service/${facts.cluster}/${facts.sides[side].service}`;
  const props = {
    serviceNamespace: 'ecs',
    scalableDimension: 'ecs:service:DesiredCount',
    resourceId,
    minCapacity: 0,
    maxCapacity: max,
  };
  const made = construct(
    `${side}Scaling`,
    'autoscaling.CfnScalableTarget',
    idFor(facts, side, 'Scaling'),
    props,
  );
  const words = `CloudFormation writes these limits again with its next change; BlueGreenService would not.`;
  const copied = policies.map(({ name }) => name).join(' and ');
  const follow = copied === '' ? '' : ` Give ${resourceId} policies like ${copied}.`;
  return [made, comment(words + follow)];
}
