import type { Command, CommandInvocationStatus, CommandStatus } from '@aws-sdk/client-ssm';

/** What became of a document on one machine. */
export interface MachineResult {
  readonly status: 'Success' | 'Failed';
  readonly output: string;
}

/** A command on one machine. */
export interface Invocation {
  readonly instanceId: string;
  status: CommandInvocationStatus;
  output: string;
  startedAt?: number;
  endedAt?: number;
}

/** A command that was sent, with what it is on each of its machines. */
export interface SentCommand {
  readonly id: string;
  readonly document: string;
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly comment: string;
  readonly requestedAt: number;
  readonly deliverBy: number;
  readonly invocations: readonly Invocation[];
}

const ENDED: readonly CommandInvocationStatus[] = ['Success', 'Failed', 'TimedOut', 'Cancelled'];

export function isEnded({ status }: Invocation): boolean {
  return ENDED.includes(status);
}

/** A command as SendCommand and ListCommands show it. */
export function describedCommand(command: SentCommand): Command {
  const { id, document, parameters, comment, requestedAt, deliverBy, invocations } = command;
  const failed = invocations.filter((one) => isEnded(one) && one.status !== 'Success').length;
  const Status = statusOf(invocations);
  return {
    CommandId: id,
    DocumentName: document,
    Comment: comment,
    Parameters: Object.fromEntries(Object.entries(parameters).map(([name, values]) => [name, [...values]])),
    InstanceIds: invocations.map(({ instanceId }) => instanceId),
    RequestedDateTime: new Date(requestedAt),
    ExpiresAfter: new Date(deliverBy),
    Status,
    StatusDetails: Status,
    TargetCount: invocations.length,
    CompletedCount: invocations.filter(isEnded).length,
    ErrorCount: failed,
  };
}

function statusOf(invocations: readonly Invocation[]): CommandStatus {
  if (!invocations.every(isEnded))
    return invocations.every(({ status }) => status === 'Pending') ? 'Pending' : 'InProgress';
  if (invocations.every(({ status }) => status === 'Success')) return 'Success';
  return invocations.some(({ status }) => status === 'Failed') ? 'Failed' : 'TimedOut';
}
