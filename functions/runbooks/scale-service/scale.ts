import { ECSClient, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import type { Side } from '../../../core/services/service.ts';
import type { Context } from '../../context.ts';
import { readScaling } from '../../rollouts/drivers/ecs-pair/scaling.ts';
import { readServices } from '../../rollouts/drivers/ecs-pair/tasks.ts';
import { readLease } from '../../runs/lease.ts';
import { pairOf, readServing, refuseUnsettled, servingSide, settled } from '../step/serving-side.ts';
import type { ChangingTool, Job, Restored, Seen } from '../step/tool-work.ts';
import { wantedTasks } from './wanted.ts';

interface Before {
  readonly side: Side;
  readonly service: string;
  readonly taskDefinition: string;
  readonly desired: number;
  readonly limits: { readonly min: number; readonly max: number } | null;
  /** How many tasks the step asks for. */
  readonly wanted: number;
}

interface Scaled {
  readonly desired: number;
}

const NO_TASKS = 'it has no tasks; call_aws lambda:PutFunctionConcurrency changes how much of it may run.';

/** Changes the desired count of the side that serves; its scaling may go on from there. */
export const scale: ChangingTool<Before, Scaled> = {
  name: 'scale_service',
  alone: true,
  observe,
  plan: ({ service, desired, wanted, limits }) => ({
    words: `Scales ${service} from ${desired} to ${wanted} tasks${limits ? ` (its scaling allows ${limits.min} to ${limits.max})` : ''}.`,
    effect: `${wanted} tasks run and are healthy.`,
  }),
  act: (context, job, { side, wanted }) => setDesired(context, job, side, wanted),
  effectSeen,
  restore,
};

async function observe(context: Context, { service, said, params }: Job): Promise<Before> {
  const target = pairOf(service, NO_TASKS);
  const [{ side, ecs }, scaling] = await Promise.all([
    readServing(context, target),
    readScaling(context, target),
  ]);
  refuseUnsettled(ecs);
  const { desiredCount: desired = 0, serviceName = '', taskDefinition = '' } = ecs;
  const of = scaling[side];
  const limits = of && { min: of.min, max: of.max };
  const wanted = wantedTasks(said, params, { desired, limits });
  return { side, service: serviceName, taskDefinition, desired, limits, wanted };
}

async function setDesired(context: Context, { service }: Job, side: Side, desired: number): Promise<Scaled> {
  const { cluster, sides } = pairOf(service, NO_TASKS);
  const command = new UpdateServiceCommand({ cluster, service: sides[side].service, desiredCount: desired });
  await context.clients(ECSClient).send(command);
  return { desired };
}

async function effectSeen(context: Context, { service }: Job, before: Before): Promise<Seen> {
  const target = pairOf(service, NO_TASKS);
  const ecs = (await readServices(context, target))[before.side];
  const { desiredCount = 0 } = ecs;
  if (desiredCount === before.wanted) return settled(context, target, before.side, ecs, before.wanted);
  const words = `Somebody set ${before.service} to ${desiredCount} tasks since.`;
  // Its scaling may have gone on from there, in the direction that was asked for.
  const further =
    before.wanted > before.desired ? desiredCount > before.wanted : desiredCount < before.wanted;
  if (!before.limits || !further) return { effect: 'impossible', words };
  return settled(context, target, before.side, ecs, desiredCount);
}

/** What a deployment has taken over since, or somebody has set, is left as it is. */
async function restore(context: Context, job: Job, before: Before): Promise<Restored> {
  const { environment, name } = job.service;
  const target = pairOf(job.service, NO_TASKS);
  const lease = await readLease(context, environment, name);
  if (lease) return { state: 'waiting', words: `The deployment ${lease.deploymentId} is under way.` };
  if ((await servingSide(context, target)) !== before.side)
    return { state: 'impossible', words: 'A deployment has moved the traffic to the other side since.' };
  const ecs = (await readServices(context, target))[before.side];
  const { desiredCount = 0 } = ecs;
  if (desiredCount === before.desired) {
    const seen = await settled(context, target, before.side, ecs, before.desired);
    const state = seen.effect === 'there' ? 'restored' : seen.effect === 'not-yet' ? 'waiting' : 'impossible';
    return { state, words: seen.words };
  }
  if (desiredCount !== before.wanted && !before.limits)
    return { state: 'impossible', words: `Somebody set ${before.service} to ${desiredCount} tasks since.` };
  await setDesired(context, job, before.side, before.desired);
  return { state: 'waiting', words: `Set back to ${before.desired} tasks.` };
}
