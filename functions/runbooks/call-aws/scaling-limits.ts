import { canonical } from '../../../core/canonical.ts';
import { Refused } from '../../../core/errors.ts';
import type { Scaling } from '../../../core/rollout/record.ts';
import type { EcsPairTarget, Side } from '../../../core/services/service.ts';
import type { Context } from '../../context.ts';
import { readScaling, writeScaling } from '../../rollouts/drivers/ecs-pair/scaling.ts';
import { readLease } from '../../runs/lease.ts';
import { pairOf, servingSide } from '../step/serving-side.ts';
import type { ChangingTool, Job, Restored } from '../step/tool-work.ts';
import { callInput } from './call-input.ts';

interface Before {
  readonly side: Side;
  readonly scaling: Scaling;
  readonly wanted: Scaling;
}

const NO_TASKS = 'its concurrency is lambda:PutFunctionConcurrency.';

/** Changes the least and the most tasks that the scaling of the serving side may choose. */
export const scalingLimits: ChangingTool<Before, { readonly min: number; readonly max: number }> = {
  name: 'call_aws',
  alone: true,
  observe,
  plan: ({ scaling, wanted }, { service }) => ({
    words: `Lets the scaling of ${service.name} choose ${wanted.min} to ${wanted.max} tasks instead of ${scaling.min} to ${scaling.max}.`,
    effect: `Its limits are ${wanted.min} and ${wanted.max}.`,
  }),
  act: async (context, { service }, { side, wanted }) => {
    await writeScaling(context, pairOf(service, NO_TASKS), side, wanted);
    return { min: wanted.min, max: wanted.max };
  },
  effectSeen: async (context, { service }, { side, wanted }) => {
    const present = await read(context, pairOf(service, NO_TASKS), side);
    const words = `The scaling may choose ${present?.min} to ${present?.max} tasks.`;
    return { effect: same(present, wanted) ? 'there' : 'not-yet', words };
  },
  restore,
};

async function observe(context: Context, job: Job): Promise<Before> {
  const target = pairOf(job.service, NO_TASKS);
  const { MinCapacity, MaxCapacity } = callInput(job, { MinCapacity: 'integer', MaxCapacity: 'integer' });
  const side = await servingSide(context, target);
  const scaling = await read(context, target, side);
  if (!scaling) throw new Refused(`${job.service.name} has no scaling: there are no limits to change.`);
  const min = Number(MinCapacity ?? scaling.min);
  const max = Number(MaxCapacity ?? scaling.max);
  if (min > max || max === 0) throw new Refused(`${min} to ${max} tasks are no limits.`);
  const wanted = { ...scaling, min, max };
  if (same(scaling, wanted)) throw new Refused(`The limits are ${min} and ${max} already.`);
  return { side, scaling, wanted };
}

/** What a deployment has taken over since, or somebody has set, is left as it is. */
async function restore(
  context: Context,
  { service }: Job,
  { side, scaling, wanted }: Before,
): Promise<Restored> {
  const target = pairOf(service, NO_TASKS);
  const lease = await readLease(context, service.environment, service.name);
  if (lease) return { state: 'waiting', words: `The deployment ${lease.deploymentId} is under way.` };
  if ((await servingSide(context, target)) !== side)
    return { state: 'impossible', words: 'A deployment has moved the traffic to the other side since.' };
  const present = await read(context, target, side);
  const words = `The scaling may choose ${present?.min} to ${present?.max} tasks`;
  if (same(present, scaling)) return { state: 'restored', words: `${words}, as before.` };
  if (!same(present, wanted)) return { state: 'impossible', words: `${words}: somebody changed it since.` };
  await writeScaling(context, target, side, scaling);
  return { state: 'waiting', words: `The limits are ${scaling.min} and ${scaling.max} again.` };
}

async function read(context: Context, target: EcsPairTarget, side: Side): Promise<Scaling | null> {
  return (await readScaling(context, target))[side];
}

function same(one: Scaling | null, other: Scaling): boolean {
  return canonical(one) === canonical(other);
}
