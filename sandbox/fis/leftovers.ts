import type { Account } from '../account/account.ts';

/** Everything in an account that an experiment has left behind, in words; nothing when all was taken back. */
export function leftovers(account: Account): readonly string[] {
  const { fis, users, scheduler, lambda, ssm } = account;
  const tasks = users.ecs.services().flatMap((service) => service.tasks);
  const actions = [...users.elbv2.inventory.listeners.values()].flatMap(({ arn, defaultActions }) =>
    defaultActions.map((action) => ({ arn, action })),
  );
  return [
    ...fis.live.map(({ id }) => `experiment ${id} of FIS`),
    ...[...fis.templates.keys()].map((id) => `template ${id} of FIS`),
    ...tasks.filter(({ process }) => process?.strain !== undefined).map(({ id }) => `disturbed task ${id}`),
    ...lambda.stopped().map((name) => `function ${name} without concurrency`),
    ...actions
      .filter(({ action }) =>
        (action.ForwardConfig?.TargetGroups ?? []).some(({ TargetGroupArn = '' }) =>
          TargetGroupArn.includes('-faults/'),
        ),
      )
      .map(({ arn }) => `listener ${arn} sends requests astray`),
    ...ssm.live().map((id) => `command ${id}`),
    ...scheduler
      .snapshot()
      .schedules.map(({ name }) => name)
      .filter((name) => name.startsWith('deadman-exp-')),
  ];
}
