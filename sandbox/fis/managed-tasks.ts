import type { Ecs } from '../ecs/ecs.ts';
import type { Ssm } from '../ssm/ssm.ts';

const DOCUMENT = 'AWSFIS-Run-Memory-Stress';

/** The sidecar of each running task registers it with Systems Manager; tasks that start later have to be told of again. */
export function manageTasks(ssm: Ssm, ecs: Ecs, service: string): void {
  const tasks = () => ecs.services().flatMap((one) => one.tasks);
  ssm.createLastingDocument(DOCUMENT, {
    seconds: 'DurationSeconds',
    begin: (machine, { Percent = ['0'] }) => {
      const task = tasks().find(({ id }) => machineOf(id) === machine);
      return task?.process?.disturb?.({ memoryShare: Number(Percent[0]) / 100 }) ?? (() => undefined);
    },
  });
  for (const { id, arn, lastStatus } of tasks())
    if (lastStatus === 'RUNNING' && ssm.scope.tags.get(arn)?.['operate:service'] === service)
      ssm.addMachine(machineOf(id), { ECS_TASK_ARN: arn, 'operate:service': service });
}

/** Id under which Systems Manager knows a task. */
export function machineOf(taskId: string): string {
  return `mi-${taskId.slice(0, 17)}`;
}
