import {
  type Action,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  type TargetGroupTuple,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Undo } from '../../../core/chaos/record.ts';
import type { EcsPairTarget } from '../../../core/services/service.ts';
import type { Context } from '../../context.ts';
import { readActions, writeGroups } from '../../rollouts/drivers/ecs-pair/production.ts';
import { pairOf } from '../../runbooks/step/serving-side.ts';
import type { FaultInjector, Injected, Job, Prepared, TakenBack } from '../injector.ts';
import { faultGroupName } from './fault-group.ts';

interface Weights extends Undo {
  /** ARN of the group without targets. */
  readonly faultGroup: string;
  /** The groups of the production action as they were. */
  readonly groups: readonly TargetGroupTuple[];
}

/** The weights that the others share out among themselves; a share of the whole has to be a whole number of it. */
const WHOLE = 100;

/**
 * Sends a share of the requests to a target group without targets, which the balancer answers with 503. Nothing else
 * of the action changes, and the weights are put back as they were.
 */
export const sendAstray: FaultInjector = { prepare, inject, restore };

async function prepare(context: Context, { service, magnitude }: Job): Promise<Prepared> {
  const target = pairOf(service, 'it has no balancer.');
  const [faultGroup, actions] = await Promise.all([
    findGroup(context, service.name),
    readActions(context, target),
  ]);
  const groups = groupsOf(actions).filter(({ TargetGroupArn }) => TargetGroupArn !== faultGroup);
  const undo: Weights = { faultGroup: faultGroup ?? '', groups };
  const name = faultGroupName(service.name);
  return {
    targets: faultGroup === undefined ? [] : [target.production.arn],
    affectedShare: 1,
    missing: faultGroup === undefined ? [`a target group without targets, of the name ${name}`] : [],
    words: [`Gives ${name}, which has no targets, ${magnitude}% of the requests: the balancer answers 503.`],
    inverse: 'The weights of the target groups are put back as they were.',
    undo,
  };
}

async function findGroup(context: Context, service: string): Promise<string | undefined> {
  const elb = context.clients(ElasticLoadBalancingV2Client);
  try {
    const Names = [faultGroupName(service)];
    const { TargetGroups } = await elb.send(new DescribeTargetGroupsCommand({ Names }));
    const arn = TargetGroups?.[0]?.TargetGroupArn;
    if (arn === undefined) return undefined;
    const health = await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: arn }));
    return (health.TargetHealthDescriptions ?? []).length === 0 ? arn : undefined;
  } catch (error) {
    if ((error as Error).name === 'TargetGroupNotFoundException') return undefined;
    throw error;
  }
}

async function inject(context: Context, { service, magnitude }: Job, undo: Undo): Promise<Injected> {
  const { faultGroup, groups } = undo as Weights;
  const total = groups.reduce((sum, { Weight = 0 }) => sum + Weight, 0);
  const share = (weight: number) => (total === 0 ? 0 : Math.round((weight * (WHOLE - magnitude)) / total));
  const changed = groups.map((group) => ({ ...group, Weight: share(group.Weight ?? 0) }));
  await write(context, pairOf(service, 'it has no balancer.'), [
    ...changed,
    { TargetGroupArn: faultGroup, Weight: magnitude },
  ]);
  return { state: 'there', words: `${magnitude}% of the requests are sent where nobody answers them.` };
}

async function restore(context: Context, { service }: Job, undo: Undo): Promise<TakenBack> {
  const { faultGroup, groups } = undo as Weights;
  const target = pairOf(service, 'it has no balancer.');
  const isThere = async () =>
    groupsOf(await readActions(context, target)).some(({ TargetGroupArn }) => TargetGroupArn === faultGroup);
  if (!(await isThere())) return { state: 'gone', words: 'No request is sent astray.' };
  await write(context, target, groups);
  return { state: (await isThere()) ? 'waiting' : 'gone', words: 'The weights are as they were.' };
}

function groupsOf(actions: readonly Action[]): readonly TargetGroupTuple[] {
  return actions.find(({ Type }) => Type === 'forward')?.ForwardConfig?.TargetGroups ?? [];
}

async function write(
  context: Context,
  target: EcsPairTarget,
  groups: readonly TargetGroupTuple[],
): Promise<void> {
  await writeGroups(context, target, await readActions(context, target), groups);
}
