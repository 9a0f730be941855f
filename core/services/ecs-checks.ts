import type { EcsPairFacts, EcsServiceFacts, SideFacts } from './facts.ts';
import { advice, type Finding, missing, ok, quoted } from './finding.ts';
import { containerOf, liveSide, presentSide, SERVICE_TAG, SIDES } from './pair.ts';
import { scalingCheck } from './scaling-check.ts';

/** What the two ECS services of a pair have to be. */
export function ecsChecks(facts: EcsPairFacts): Finding[] {
  return [
    services(facts),
    behindBalancer(facts),
    noBypass(facts),
    controller(facts),
    circuitBreaker(facts),
    container(facts),
    scalingCheck(facts),
  ];
}

function present(facts: EcsPairFacts): (EcsServiceFacts & { readonly name: string })[] {
  return SIDES.flatMap((side) => {
    const { ecs, service } = facts.sides[side];
    return ecs ? [{ ...ecs, name: service }] : [];
  });
}

function services(facts: EcsPairFacts): Finding {
  const absent = SIDES.filter((side) => !facts.sides[side].ecs);
  const names = absent.map((side) => `${facts.sides[side].service} (${side})`).join(' and ');
  if (absent.length === 0) return ok('ecs-services', 'Both ECS services are active.');
  const like = presentSide(facts);
  const cli = absent.length === 1 ? absent.map((side) => createService(facts, facts.sides[side], like)) : [];
  const words = `There is no active ECS service ${names} in the cluster ${facts.cluster}.`;
  return missing('ecs-services', words, 'Add a second ECS service like the first, with no tasks yet.', cli);
}

function createService(facts: EcsPairFacts, absent: SideFacts, { ecs }: SideFacts): string {
  const [attachment] = ecs?.attachments ?? [];
  const group = absent.targetGroup?.arn ?? '"$NEW_TARGET_GROUP"';
  return [
    `aws ecs create-service --cluster ${quoted(facts.cluster)} --service-name ${quoted(absent.service)}`,
    `--task-definition ${quoted(ecs?.taskDefinition ?? '')} --desired-count 0`,
    `--load-balancers targetGroupArn=${group},containerName=${attachment?.container ?? 'app'},containerPort=${attachment?.port ?? 80}`,
    "--deployment-configuration 'deploymentCircuitBreaker={enable=true,rollback=false}'",
    ...(ecs?.launchType ? [`--launch-type ${ecs.launchType}`] : []),
    ...(ecs?.network ? [`--network-configuration ${quoted(JSON.stringify(ecs.network))}`] : []),
    `--tags key=${SERVICE_TAG},value=${facts.name} --propagate-tags SERVICE`,
  ].join(' ');
}

function behindBalancer(facts: EcsPairFacts): Finding {
  const check = 'behind-balancer';
  const without = present(facts).filter(({ attachments }) => attachments.length === 0);
  if (without.length === 0) return ok(check, 'The services take their traffic from target groups.');
  const words = `${namesOf(without)} has no target group: a worker of a queue has no traffic that weights could shift.`;
  return missing(check, words, 'Only services behind an Application Load Balancer can be registered.');
}

/** Clients that find tasks by themselves reach both sides whatever the weights say. */
function noBypass(facts: EcsPairFacts): Finding {
  const check = 'no-bypass';
  const ways = [
    ...present(facts).flatMap(({ name, serviceConnect, cloudMap }) => [
      ...(serviceConnect.length > 0 ? [`${name} is in Service Connect (${serviceConnect.join(', ')})`] : []),
      ...(cloudMap.length > 0 ? [`${name} is registered in Cloud Map (${cloudMap.join(', ')})`] : []),
    ]),
    ...SIDES.flatMap((side) => {
      const { service, otherGroups } = facts.sides[side];
      return otherGroups.map((group) => `${service} also takes traffic through ${balancerOf(group)}`);
    }),
  ];
  if (ways.length === 0)
    return ok(check, 'Neither Service Connect, Cloud Map nor another balancer leads past the weights.');
  const fix = 'Take the services out of it and let clients call the load balancer.';
  return missing(check, `${ways.join('; ')}: clients that use it bypass the weights.`, fix);
}

const NETWORK_PROTOCOLS = ['TCP', 'UDP', 'TCP_UDP', 'TLS'];

function balancerOf({ name, protocol }: { readonly name: string; readonly protocol: string }): string {
  const kind = NETWORK_PROTOCOLS.includes(protocol) ? 'of a Network Load Balancer ' : '';
  return `the target group ${name} ${kind}(${protocol})`;
}

function controller(facts: EcsPairFacts): Finding {
  const check = 'deployment-controller';
  const others = present(facts).filter((ecs) => ecs.controller !== 'ECS' || ecs.strategy !== 'ROLLING');
  if (others.length === 0) return ok(check, 'ECS itself replaces the tasks of each side.');
  const kinds = others.map((ecs) => `${ecs.name}: ${ecs.controller} ${ecs.strategy}`).join(', ');
  const fix = 'Use the ECS deployment controller with the ROLLING strategy.';
  return missing(check, `Something else deploys as well (${kinds}).`, fix);
}

function circuitBreaker(facts: EcsPairFacts): Finding {
  const check = 'circuit-breaker';
  const wrong = present(facts).filter(({ circuitBreaker: { enable, rollback } }) => !enable || rollback);
  if (wrong.length === 0) return ok(check, 'The circuit breakers are on and do not roll back by themselves.');
  const words = `The circuit breaker of ${namesOf(wrong)} is off, or rolls back in silence.`;
  const cli = wrong.map(
    ({ name }) =>
      `aws ecs update-service --cluster ${quoted(facts.cluster)} --service ${quoted(name)} --deployment-configuration 'deploymentCircuitBreaker={enable=true,rollback=false}'`,
  );
  return missing(check, words, 'Turn the circuit breaker on and its rollback off.', cli);
}

function container(facts: EcsPairFacts): Finding {
  const check = 'container';
  const name = containerOf(facts);
  const attached = present(facts).map(({ attachments }) =>
    attachments.map((attachment) => `${attachment.container}:${attachment.port}`).join(', '),
  );
  const same = new Set(attached).size === 1;
  const named = present(facts).every(({ attachments }) =>
    attachments.every((attachment) => attachment.container === name),
  );
  if (same && named && name) return ok(check, `Both sides take traffic in the container ${name}.`);
  const words =
    attached.length === 0
      ? 'No ECS service takes traffic yet.'
      : `The sides take traffic in different containers or ports (${attached.join(' / ')}).`;
  const fix = 'Attach the same container and port to both target groups, and name that container.';
  return missing(check, words, fix);
}

/** The running version, which a rollback has to bring back byte for byte. */
export function liveVersion(facts: EcsPairFacts): Finding {
  const check = 'live-version';
  if (facts.liveVersion) return ok(check, `${facts.liveVersion.label} is live and pinned.`);
  if (liveSide(facts) === undefined)
    return advice(check, 'No version can be called live yet.', 'See live-side.');
  const fix = 'Run at least one task of the live version, all of them of the same image.';
  return missing(check, 'The live version cannot be pinned to an image digest.', fix);
}

function namesOf(services: readonly { readonly name: string }[]): string {
  return services.map(({ name }) => name).join(' and ');
}
