import {
  CancelCommandCommand,
  type Command,
  paginateDescribeInstanceInformation,
  paginateListCommands,
  SendCommandCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { affectedShare, countIn } from '../../../core/chaos/experiment.ts';
import type { Undo } from '../../../core/chaos/record.ts';
import type { Context } from '../../context.ts';
import type { FaultInjector, Injected, Job, Prepared, TakenBack } from '../injector.ts';
import { idOf, servingTasks } from '../serving-tasks.ts';

interface Machines extends Undo {
  /** Ids under which Systems Manager knows the tasks. */
  readonly machines: readonly string[];
}

/** AWS FIS has no action for the memory of tasks; its document does it on the managed instance that a task is. */
const DOCUMENT = 'AWSFIS-Run-Memory-Stress';
/** `SendCommand` takes no more machines. */
const AT_ONCE = 50;
/** Without it we may send a machine nothing. */
const SERVICE_TAG = 'operate:service';
/** The document ends by itself this much later than we end it. */
const GRACE_SECONDS = 120;
const ENDED = ['Success', 'Failed', 'TimedOut', 'Cancelled'];

/** Takes memory of tasks for a while; the command is cancelled afterwards, and ends by itself in any case. */
export const takeMemory: FaultInjector = { prepare, inject, restore };

async function prepare(context: Context, { service, method, magnitude }: Job): Promise<Prepared> {
  const { tasks } = await servingTasks(context, service);
  const chosen = tasks.slice(0, tasks.length === 0 ? 0 : countIn(method.scope, tasks.length));
  const arns = chosen.map(({ taskArn = '' }) => taskArn);
  const names = arns.map(idOf);
  const fits = arns.length > 0 && arns.length <= AT_ONCE;
  const [registered, machines] = fits
    ? await Promise.all([machinesOf(context, arns), machinesOf(context, arns, service.name)])
    : [[], []];
  const undo: Machines = { machines };
  return {
    targets: names,
    affectedShare: affectedShare({ count: chosen.length }, tasks.length),
    missing: missingOf(arns.length, registered, machines, service.name),
    words: [`Runs ${DOCUMENT} with ${magnitude}% on ${names.join(', ')}.`],
    inverse: 'The command is cancelled; it ends by itself in any case.',
    undo,
  };
}

function missingOf(
  tasks: number,
  registered: readonly string[],
  tagged: readonly string[],
  service: string,
): string[] {
  if (tasks > AT_ONCE) return [`room for ${tasks} tasks: a command takes ${AT_ONCE} machines`];
  const untagged = registered.filter((id) => !tagged.includes(id));
  return [
    ...(registered.length < tasks ? ['a sidecar container with the SSM agent that registers each task'] : []),
    ...(untagged.length > 0 ? [`the tag ${SERVICE_TAG}=${service} on ${untagged.join(', ')}`] : []),
  ];
}

/** Machines whose agent answers; where a service is given, those with its tag. */
async function machinesOf(context: Context, arns: readonly string[], service?: string): Promise<string[]> {
  const client = context.clients(SSMClient);
  const Filters = [
    { Key: 'tag:ECS_TASK_ARN', Values: [...arns] },
    ...(service === undefined ? [] : [{ Key: `tag:${SERVICE_TAG}`, Values: [service] }]),
  ];
  const found: string[] = [];
  for await (const { InstanceInformationList = [] } of paginateDescribeInstanceInformation(
    { client },
    { Filters },
  ))
    for (const { InstanceId = '', PingStatus } of InstanceInformationList)
      if (PingStatus === 'Online') found.push(InstanceId);
  return found;
}

/** SendCommand takes no token: whether it was sent before is told by its comment. */
async function inject(context: Context, { id, magnitude, method }: Job, undo: Undo): Promise<Injected> {
  const { machines } = undo as Machines;
  if ((await sent(context, id)).length === 0)
    await context.clients(SSMClient).send(
      new SendCommandCommand({
        DocumentName: DOCUMENT,
        InstanceIds: [...machines],
        Comment: `Operate ${id}`,
        Parameters: {
          DurationSeconds: [String(method.durationSeconds + GRACE_SECONDS)],
          Percent: [String(magnitude)],
          Workers: ['1'],
          InstallDependencies: ['True'],
        },
      }),
    );
  return { state: 'there', words: `${magnitude}% of the memory of ${machines.join(', ')} is taken.` };
}

async function restore(context: Context, { id }: Job): Promise<TakenBack> {
  const live = (await sent(context, id)).filter(({ Status = '' }) => !ENDED.includes(Status));
  for (const { CommandId } of live)
    await context.clients(SSMClient).send(new CancelCommandCommand({ CommandId }));
  return live.length > 0
    ? { state: 'waiting', words: 'The command is being cancelled.' }
    : { state: 'gone', words: 'No command takes memory any more.' };
}

async function sent(context: Context, id: string | undefined): Promise<Command[]> {
  const Filters = [{ key: 'DocumentName' as const, value: DOCUMENT }];
  const found: Command[] = [];
  for await (const { Commands = [] } of paginateListCommands(
    { client: context.clients(SSMClient) },
    { Filters },
  ))
    found.push(...Commands.filter(({ Comment }) => Comment === `Operate ${id}`));
  return found;
}
