import { freeRun } from './balancer-commands.ts';
import { comment, construct, idOf } from './cdk-text.ts';
import type { EcsPairFacts, TargetGroupFacts } from './facts.ts';
import { presentSide, production, SIDES } from './pair.ts';

/** Rules that a pair needs: one for each side's tests, and production. */
const RULES = 3;
/** What is left of the name of a target group beside the name of its side. */
const LONGEST_PREFIX = 26;

/** A pair of its own beside an existing service; nothing when too little is known of that service. */
export function newPair(facts: EcsPairFacts): string[] {
  const { service, ecs, targetGroup } = presentSide(facts);
  const [attachment] = ecs?.attachments ?? [];
  const route = production(facts);
  const priority = freeRun(facts, RULES);
  if (!ecs || !targetGroup || !attachment || !route || priority === undefined) return [];
  const { container, port } = attachment;
  const prefix = prefixOf(facts);
  const props = {
    service: facts.name,
    environment: facts.environment,
    prefix: prefix === facts.name ? undefined : prefix,
    cluster: { clusterName: facts.cluster },
    vpc: { vpcId: targetGroup.vpc },
    network: networkOf(ecs.network),
    listener: { listenerArn: route.listener },
    priority,
    hosts: route.hosts.length > 0 ? route.hosts : undefined,
    paths: route.paths.length > 0 ? route.paths : undefined,
    task: { revision: ecs.taskDefinition, container, port },
    targets: targetsOf(targetGroup),
    desiredCount: ecs.desiredCount,
    capacity: capacityOf(facts),
  };
  const words = `A pair of its own beside ${service}, which keeps its traffic until tasks of the pair are healthy; then take ${service} out of its stack and register the pair as its output says.`;
  return [comment(words), construct('pair', 'BlueGreenService', idOf(facts.name), props)];
}

/** Names of the pair's parts begin with it; those of the present service are taken. */
function prefixOf({ name, sides }: EcsPairFacts): string {
  const taken = SIDES.flatMap((side) => [
    sides[side].ecs && sides[side].service,
    sides[side].targetGroup?.name,
  ]);
  const free = (prefix: string) => SIDES.every((side) => !taken.includes(`${prefix}-${side}`));
  const short = name.slice(0, LONGEST_PREFIX);
  return free(short) ? short : `${name.slice(0, LONGEST_PREFIX - 5)}-pair`;
}

interface AwsvpcConfiguration {
  readonly subnets?: readonly string[];
  readonly securityGroups?: readonly string[];
  readonly assignPublicIp?: string;
}

function networkOf(network: Readonly<Record<string, unknown>> | undefined) {
  const {
    subnets = [],
    securityGroups = [],
    assignPublicIp,
  } = (network?.['awsvpcConfiguration'] ?? {}) as AwsvpcConfiguration;
  return {
    subnets,
    securityGroups,
    assignPublicIp: assignPublicIp === 'ENABLED' ? true : undefined,
  };
}

function targetsOf({ healthCheckPath, healthCheck, deregistrationSeconds }: TargetGroupFacts) {
  return { healthCheckPath, ...healthCheck, deregistrationSeconds };
}

function capacityOf({ sides }: EcsPairFacts) {
  const scaling = sides.blue.scaling ?? sides.green.scaling;
  return scaling && { min: scaling.min, max: scaling.max };
}
