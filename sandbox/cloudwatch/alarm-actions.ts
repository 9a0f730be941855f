import { SandboxNotImplemented } from '../hook/not-implemented.ts';

interface Actions {
  readonly OKActions?: readonly string[] | undefined;
  readonly AlarmActions?: readonly string[] | undefined;
  readonly InsufficientDataActions?: readonly string[] | undefined;
}

/** Refuses by name every action that is not an SNS topic. */
export function checkActions({
  OKActions = [],
  AlarmActions = [],
  InsufficientDataActions = [],
}: Actions): void {
  for (const arn of [...OKActions, ...AlarmActions, ...InsufficientDataActions]) {
    if (arn.startsWith('arn:aws:sns:')) continue;
    throw new SandboxNotImplemented(`the alarm action ${arn}`, 'sandbox/cloudwatch/alarm-actions.ts');
  }
}
