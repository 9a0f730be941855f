import type { EcsPairFacts, LoadBalancerFacts, SideFacts } from '../../../core/services/facts.ts';
import { SIDES, testRules } from '../../../core/services/pair.ts';
import type { Side } from '../../../core/services/service.ts';
import type { Context } from '../../context.ts';
import type { Common, Input } from './gather.ts';
import { readBalancer } from './read-balancer.ts';
import { readLiveVersion } from './read-live-version.ts';
import { readScaling } from './read-scaling.ts';
import { readServices } from './read-services.ts';
import { readOtherGroups, readTags, readTargetGroup } from './read-target-group.ts';
import { readTaskDefinition, rolesOf } from './read-task-definition.ts';

type PairInput = Extract<Input['target'], { type: 'ecs-pair' }>;

/** Everything that is true of an ECS pair's resources. */
export async function gatherPair(context: Context, target: PairInput, common: Common): Promise<EcsPairFacts> {
  const cluster = target.cluster.split('/').at(-1) ?? target.cluster;
  const loadBalancer = await readBalancer(context, target.production);
  const facts: EcsPairFacts = {
    type: 'ecs-pair',
    ...common,
    cluster,
    ...(target.container !== undefined && { container: target.container }),
    sides: await readSides(context, cluster, target, common.name),
    ...(loadBalancer && { loadBalancer }),
    production: target.production,
    testRules: target.testRules ?? {},
    urls: urlsOf(target),
    passableRoles: context.environment.taskRoles,
  };
  const definition = await readTaskDefinition(context, facts);
  const liveVersion = await readLiveVersion(context, facts, definition);
  return withTags(context, {
    ...facts,
    ...(liveVersion && { liveVersion }),
    ...(definition && { taskRoles: rolesOf(context, definition) }),
  });
}

function urlsOf({ url, testUrl }: PairInput): EcsPairFacts['urls'] {
  return { ...(url !== undefined && { production: url }), ...(testUrl !== undefined && { test: testUrl }) };
}

async function readSides(
  context: Context,
  cluster: string,
  target: PairInput,
  service: string,
): Promise<Record<Side, SideFacts>> {
  const nameOf = (side: Side) => target[side]?.service ?? `${service}-${side}`;
  const names = { blue: nameOf('blue'), green: nameOf('green') };
  const services = await readServices(context, cluster, names);
  const scaling = await readScaling(context, cluster, names);
  const factsOf = async (side: Side): Promise<SideFacts> => {
    const ecs = services[side];
    const attached = ecs?.attachments.find(
      ({ container }) => target.container === undefined || container === target.container,
    );
    const targetGroup = await readTargetGroup(context, target[side]?.targetGroup ?? attached?.targetGroup);
    const limits = scaling[side];
    const others = (ecs?.attachments ?? []).map(({ targetGroup: arn }) => arn);
    return {
      service: names[side],
      otherGroups: await readOtherGroups(
        context,
        others.filter((arn) => arn !== targetGroup?.arn),
      ),
      ...(ecs && { ecs }),
      ...(targetGroup && { targetGroup }),
      ...(limits && { scaling: limits }),
    };
  };
  return { blue: await factsOf('blue'), green: await factsOf('green') };
}

/** Tags of what our roles will change: the groups, the production route and the test rules. */
async function withTags(context: Context, facts: EcsPairFacts): Promise<EcsPairFacts> {
  const groups = SIDES.flatMap((side) => facts.sides[side].targetGroup?.arn ?? []);
  const routes = facts.loadBalancer ? [facts.production, ...testRules(facts).map(({ arn }) => arn)] : [];
  const arns = new Set([...groups, ...routes]);
  const tags = await readTags(context, [...arns]);
  const tagged = <T extends { readonly arn: string }>(resource: T) => ({
    ...resource,
    tags: tags.get(resource.arn) ?? {},
  });
  const sideOf = (side: SideFacts): SideFacts =>
    side.targetGroup ? { ...side, targetGroup: tagged(side.targetGroup) } : side;
  const balancerOf = (found: LoadBalancerFacts) => ({ ...found, routes: found.routes.map(tagged) });
  return {
    ...facts,
    sides: { blue: sideOf(facts.sides.blue), green: sideOf(facts.sides.green) },
    ...(facts.loadBalancer && { loadBalancer: balancerOf(facts.loadBalancer) }),
  };
}
