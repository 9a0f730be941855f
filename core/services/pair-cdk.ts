import { newRules, weighted } from './balancer-commands.ts';
import { tagStatements } from './cdk-tags.ts';
import { asProps, comment, construct, type Expression, idOf, literal } from './cdk-text.ts';
import type { EcsPairFacts } from './facts.ts';
import type { Finding } from './finding.ts';
import { presentSide, SERVICE_TAG, SIDES } from './pair.ts';
import type { Side } from './service.ts';

type Writer = (facts: EcsPairFacts, finding: Finding) => readonly string[];

const CIRCUIT_BREAKER = { deploymentCircuitBreaker: { enable: true, rollback: false } };

/** What writes a finding's CDK; a finding without is a comment, since only its owner can mend it. */
const WRITERS: Readonly<Record<string, Writer>> = {
  'target-groups': targetGroup,
  'production-action': productionAction,
  'test-path': testRules,
  'ecs-services': service,
  'circuit-breaker': (_facts, { words }) => [
    comment(`${words} Where it is declared: deploymentConfiguration: ${literal(CIRCUIT_BREAKER)}`),
  ],
  autoscaling: scalableTarget,
  tags: tagStatements,
};

/** The statements of a stack's constructor that add what a pair lacks; `open` in the order they build on. */
export function pairCdk(facts: EcsPairFacts, open: readonly Finding[]): string[] {
  return open.flatMap((finding) => {
    const written = WRITERS[finding.check]?.(facts, finding) ?? [];
    return written.length > 0 ? written : [comment(`${finding.words} ${finding.fix ?? ''}`)];
  });
}

function tagsOf({ name }: EcsPairFacts) {
  return [{ key: SERVICE_TAG, value: name }];
}

function idFor({ name }: EcsPairFacts, side: Side, kind: string): string {
  return `${idOf(name)}${idOf(side)}${kind}`;
}

/** The side whose target group is to be made like the other's. */
function sideWithoutGroup({ sides }: EcsPairFacts): Side | undefined {
  const absent = SIDES.filter((side) => !sides[side].targetGroup);
  return absent.length === 1 ? absent[0] : undefined;
}

function groupOf(facts: EcsPairFacts, side: Side): string | Expression | undefined {
  const arn = facts.sides[side].targetGroup?.arn;
  if (arn !== undefined || sideWithoutGroup(facts) !== side) return arn;
  return { expression: `${side}Targets.attrTargetGroupArn` };
}

function targetGroup(facts: EcsPairFacts): string[] {
  const side = sideWithoutGroup(facts);
  const like = side && facts.sides[side === 'blue' ? 'green' : 'blue'].targetGroup;
  if (side === undefined || !like) return [];
  const props = {
    name: facts.sides[side].service.slice(0, 32),
    protocol: like.protocol,
    port: like.port,
    vpcId: like.vpc,
    targetType: like.targetType,
    healthCheckPath: like.healthCheckPath,
    tags: tagsOf(facts),
  };
  return [construct(`${side}Targets`, 'elbv2.CfnTargetGroup', idFor(facts, side, 'Targets'), props)];
}

/** The listener or rule is there already, so its owner has to change its action where it is declared. */
function productionAction(facts: EcsPairFacts): string[] {
  const [blue, green] = SIDES.map((side) => groupOf(facts, side));
  if (blue === undefined || green === undefined) return [];
  const action = asProps(weighted(facts, typeof blue === 'string' ? green : blue));
  return [
    comment(`The forward action of ${facts.production}, where that is declared; its other actions stay.`),
    `const productionForward = ${literal(action)};`,
  ];
}

function testRules(facts: EcsPairFacts): string[] {
  const rules = newRules(facts);
  const made = rules.flatMap(({ side, listener, priority, conditions }) => {
    const targetGroupArn = groupOf(facts, side);
    if (targetGroupArn === undefined) return [];
    const props = {
      listenerArn: listener,
      priority,
      conditions: asProps(conditions),
      actions: [{ type: 'forward', targetGroupArn }],
      tags: tagsOf(facts),
    };
    return construct(`${side}TestRule`, 'elbv2.CfnListenerRule', idFor(facts, side, 'TestRule'), props);
  });
  return made.length === rules.length ? made : [];
}

function service(facts: EcsPairFacts): string[] {
  const [side, ...more] = SIDES.filter((name) => !facts.sides[name].ecs);
  const { ecs } = presentSide(facts);
  const [attachment] = ecs?.attachments ?? [];
  const targetGroupArn = side && groupOf(facts, side);
  if (!side || more.length > 0 || !ecs || !attachment || targetGroupArn === undefined) return [];
  const props = {
    cluster: facts.cluster,
    serviceName: facts.sides[side].service,
    taskDefinition: ecs.taskDefinition,
    desiredCount: 0,
    launchType: ecs.launchType,
    networkConfiguration: ecs.network,
    loadBalancers: [{ targetGroupArn, containerName: attachment.container, containerPort: attachment.port }],
    deploymentConfiguration: CIRCUIT_BREAKER,
    tags: tagsOf(facts),
    propagateTags: 'SERVICE',
  };
  const made = construct(`${side}Service`, 'ecs.CfnService', idFor(facts, side, 'Service'), props);
  // ECS refuses a target group that no listener leads to yet.
  const leads = newRules(facts).some((rule) => rule.side === side);
  return [made, ...(leads ? [`${side}Service.node.addDependency(${side}TestRule);`] : [])];
}

function scalableTarget(facts: EcsPairFacts): string[] {
  const [one, ...more] = SIDES.filter((side) => facts.sides[side].scaling);
  if (one === undefined || more.length > 0) return [];
  const side = one === 'blue' ? 'green' : 'blue';
  const { service: name, ecs } = facts.sides[side];
  const props = {
    serviceNamespace: 'ecs',
    scalableDimension: 'ecs:service:DesiredCount',
    resourceId: `service/${facts.cluster}/${name}`,
    minCapacity: 0,
    maxCapacity: facts.sides[one].scaling?.max ?? 0,
  };
  const id = idFor(facts, side, 'Scaling');
  const made = construct(`${side}Scaling`, 'autoscaling.CfnScalableTarget', id, props);
  const policies = comment(`Give ${name} the scaling policies of ${facts.sides[one].service}.`);
  const waits =
    ecs || service(facts).length === 0 ? [] : [`${side}Scaling.node.addDependency(${side}Service);`];
  return [made, ...waits, policies];
}
