import type {
  DescribeTasksCommandInput,
  DescribeTasksCommandOutput,
  Failure,
  ListTasksCommandInput,
  ListTasksCommandOutput,
  StopTaskCommandInput,
  StopTaskCommandOutput,
  Task,
} from '@aws-sdk/client-ecs';
import { pageOf } from '../elbv2/page.ts';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { Need } from '../service.ts';
import { nameOf } from './arns.ts';
import { describedTask } from './describe-task.ts';
import type { Ecs } from './ecs.ts';
import { invalidParameter } from './refusals.ts';
import { tagsOf } from './tags.ts';

const FILE = 'sandbox/ecs/task-commands.ts';
const MAX_TASKS = 100;
const LISTED_BY = [
  'cluster',
  'serviceName',
  'family',
  'startedBy',
  'desiredStatus',
  'nextToken',
  'maxResults',
];

type Answer<Output> = Omit<Output, '$metadata'>;

function listTasks(ecs: Ecs, input: ListTasksCommandInput): Answer<ListTasksCommandOutput> {
  refuseOtherMembers('ListTasks', input, LISTED_BY, FILE);
  const cluster = ecs.cluster(input.cluster);
  const { serviceName, family, startedBy } = input;
  const all = ecs.services().filter((service) => service.clusterName === cluster);
  const services = serviceName === undefined ? all : [ecs.service(cluster, serviceName)];
  const stopped = input.desiredStatus === 'STOPPED';
  const tasks = services
    .flatMap((service) => service.tasks)
    .filter((task) => (task.stop !== undefined) === stopped)
    .filter((task) => family === undefined || task.definition.family === family)
    .filter((task) => startedBy === undefined || task.deploymentId === startedBy);
  const arns = tasks.map(({ arn }) => arn);
  const { items, next } = pageOf(arns, input.nextToken, input.maxResults ?? MAX_TASKS);
  return { taskArns: [...items], nextToken: next };
}

function describeTasks(ecs: Ecs, input: DescribeTasksCommandInput): Answer<DescribeTasksCommandOutput> {
  const cluster = ecs.cluster(input.cluster);
  const asked = input.tasks ?? [];
  if (asked.length === 0) throw invalidParameter('Tasks cannot be empty.');
  if (asked.length > MAX_TASKS) throw invalidParameter(`Tasks cannot have more than ${MAX_TASKS} elements.`);
  const tasks: Task[] = [];
  const failures: Failure[] = [];
  const services = ecs.services().filter((service) => service.clusterName === cluster);
  for (const reference of asked) {
    const arn = ecs.arns.task(cluster, nameOf(reference));
    const service = services.find((one) => one.tasks.some((task) => task.arn === arn));
    const task = service?.tasks.find((one) => one.arn === arn);
    if (service === undefined || task === undefined) failures.push({ arn, reason: 'MISSING' });
    else tasks.push({ ...describedTask(service, task, ecs.scope.region), tags: tagsOf(ecs, arn) });
  }
  return { tasks, failures };
}

function stopTask(ecs: Ecs, input: StopTaskCommandInput): Answer<StopTaskCommandOutput> {
  refuseOtherMembers('StopTask', input, ['cluster', 'task', 'reason'], FILE);
  const cluster = ecs.cluster(input.cluster);
  const { service, task } = ecs.stopTask(cluster, nameOf(input.task ?? ''), input.reason);
  return { task: { ...describedTask(service, task, ecs.scope.region), tags: tagsOf(ecs, task.arn) } };
}

function stopNeeds(ecs: Ecs, input: StopTaskCommandInput): readonly Need[] {
  const cluster = nameOf(input.cluster ?? 'default');
  const conditions = { 'ecs:cluster': ecs.arns.cluster(cluster) };
  return [{ action: 'ecs:StopTask', resource: ecs.arns.task(cluster, nameOf(input.task ?? '')), conditions }];
}

function describeNeeds(ecs: Ecs, input: DescribeTasksCommandInput): readonly Need[] {
  const cluster = nameOf(input.cluster ?? 'default');
  const conditions = { 'ecs:cluster': ecs.arns.cluster(cluster) };
  return (input.tasks ?? []).map((task) => ({
    action: 'ecs:DescribeTasks',
    resource: ecs.arns.task(cluster, nameOf(task)),
    conditions,
  }));
}

/** ECS authorises the list on container instances, whatever runs the tasks. */
function listNeeds(ecs: Ecs, input: ListTasksCommandInput): readonly Need[] {
  const cluster = nameOf(input.cluster ?? 'default');
  const conditions = { 'ecs:cluster': ecs.arns.cluster(cluster) };
  return [{ action: 'ecs:ListTasks', resource: ecs.arns.anyContainerInstance(cluster), conditions }];
}

export function taskCommands(ecs: Ecs) {
  return {
    ListTasks: {
      run: (input: ListTasksCommandInput) => listTasks(ecs, input),
      needs: (input: ListTasksCommandInput) => listNeeds(ecs, input),
    },
    DescribeTasks: {
      run: (input: DescribeTasksCommandInput) => describeTasks(ecs, input),
      needs: (input: DescribeTasksCommandInput) => describeNeeds(ecs, input),
    },
    StopTask: {
      run: (input: StopTaskCommandInput) => stopTask(ecs, input),
      needs: (input: StopTaskCommandInput) => stopNeeds(ecs, input),
    },
  };
}
