import { ECSClient, type Service, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { DependencyFailed, Refused } from '../../../core/errors.ts';
import type { Side } from '../../../core/services/service.ts';
import type { Context } from '../../context.ts';
import { primaryOf, readServices } from '../../rollouts/drivers/ecs-pair/tasks.ts';
import { once } from '../step/send-once.ts';
import { pairOf, readServing, refuseUnsettled, settled } from '../step/serving-side.ts';
import type { ChangingTool, Job, Seen } from '../step/tool-work.ts';

interface Before {
  readonly side: Side;
  readonly service: string;
  readonly taskDefinition: string;
  /** The deployment inside ECS whose tasks are replaced. */
  readonly deployment: string;
  readonly tasks: number;
}

interface Restarted {
  readonly deployment: string;
}

/** ECS starts a new task for each that runs, and stops the old ones as the new ones are healthy. */
export const restart: ChangingTool<Before, Restarted> = {
  name: 'restart_service',
  alone: true,
  observe,
  plan: ({ service, tasks, taskDefinition }) => ({
    words: `Replaces the ${tasks} tasks of ${service} by new ones of ${revisionOf(taskDefinition)}.`,
    effect: `${tasks} new tasks run and are healthy, and none of the old ones is left.`,
  }),
  act,
  readBack: async (context, job, before) => {
    const { deployment } = beginningOf(await read(context, job, before.side));
    return deployment === before.deployment ? undefined : { deployment };
  },
  effectSeen,
};

async function observe(context: Context, { service }: Job): Promise<Before> {
  const target = pairOf(
    service,
    'it has no tasks to restart; every invocation may get a new environment of its own.',
  );
  const { side, ecs } = await readServing(context, target);
  refuseUnsettled(ecs);
  const { desiredCount: tasks = 0, serviceName = '', taskDefinition = '' } = ecs;
  if (tasks === 0) throw new Refused(`${serviceName} is meant to run no tasks: there is nothing to restart.`);
  return { side, service: serviceName, taskDefinition, deployment: beginningOf(ecs).deployment, tasks };
}

async function act(context: Context, { service }: Job, before: Before): Promise<Restarted> {
  const { cluster } = pairOf(service, 'it was a pair before.');
  const command = new UpdateServiceCommand({
    cluster,
    service: before.service,
    forceNewDeployment: true,
  });
  const updated = await context.clients(ECSClient).send(once(command));
  return beginningOf(updated.service ?? {});
}

async function effectSeen(context: Context, job: Job, before: Before): Promise<Seen> {
  const ecs = await read(context, job, before.side);
  const { deployments = [], desiredCount = before.tasks } = ecs;
  if (deployments.some(({ id }) => id === before.deployment))
    return { effect: 'not-yet', words: `Tasks of ${before.service} from before still run.` };
  return settled(context, pairOf(job.service, 'it was a pair before.'), before.side, ecs, desiredCount);
}

async function read(context: Context, { service }: Job, side: Side): Promise<Service> {
  return (await readServices(context, pairOf(service, 'it was a pair before.')))[side];
}

function beginningOf(ecs: Service): Restarted {
  const deployment = primaryOf(ecs)?.id;
  if (deployment === undefined)
    throw new DependencyFailed(`ECS did not name the deployment of ${ecs.serviceName ?? 'the service'}.`);
  return { deployment };
}

function revisionOf(taskDefinition: string): string {
  return taskDefinition.split('/').at(-1) ?? taskDefinition;
}
