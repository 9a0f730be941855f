import type { Target } from '@aws-sdk/client-scheduler';
import type { AccountScope, Need } from '../service.ts';

export interface NamedSchedule {
  readonly Name?: string | undefined;
  readonly GroupName?: string | undefined;
}

export function scheduleArn(scope: AccountScope, { Name, GroupName = 'default' }: NamedSchedule): string {
  return `arn:aws:scheduler:${scope.region}:${scope.accountId}:schedule/${GroupName}/${Name ?? ''}`;
}

/** The permission of a call on one schedule, with the target's role passed where the call names one. */
export function scheduleNeeds(
  scope: AccountScope,
  action: string,
  input: NamedSchedule & { readonly Target?: Target | undefined },
): readonly Need[] {
  const call = { action: `scheduler:${action}`, resource: scheduleArn(scope, input) };
  const role = input.Target?.RoleArn;
  if (role === undefined) return [call];
  const conditions = { 'iam:PassedToService': 'scheduler.amazonaws.com' };
  return [call, { action: 'iam:PassRole', resource: role, conditions }];
}
