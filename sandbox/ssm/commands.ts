import type {
  CancelCommandCommandInput,
  DescribeInstanceInformationCommandInput,
  DescribeInstanceInformationResult,
  GetCommandInvocationCommandInput,
  GetCommandInvocationResult,
  InstanceInformation,
  ListCommandsCommandInput,
  ListCommandsResult,
} from '@aws-sdk/client-ssm';
import { pageOf } from '../elbv2/page.ts';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { Need } from '../service.ts';
import { describedCommand, isEnded, type SentCommand } from './command.ts';
import { invalidFilterKey, invocationDoesNotExist } from './refusals.ts';
import { sendCommand, sendNeeds } from './send-command.ts';
import type { Ssm } from './ssm.ts';

const FILE = 'sandbox/ssm/commands.ts';
const PAGE_SIZE = 50;
const INSTANCES = 10;
const TAG = 'tag:';
/** Milliseconds until a command that was sent is known for its machines. */
const KNOWN_AFTER_MS = 1000;

function describeInstances(
  ssm: Ssm,
  input: DescribeInstanceInformationCommandInput,
): DescribeInstanceInformationResult {
  refuseOtherMembers('DescribeInstanceInformation', input, ['Filters', 'MaxResults', 'NextToken'], FILE);
  const wanted = ssm.machines.ids.filter((id) =>
    (input.Filters ?? []).every((filter) => fits(ssm, id, filter)),
  );
  const { items, next } = pageOf(wanted, input.NextToken, input.MaxResults ?? INSTANCES);
  return {
    InstanceInformationList: items.map((id) => describedInstance(ssm, id)),
    ...(next !== undefined && { NextToken: next }),
  };
}

function fits(
  ssm: Ssm,
  id: string,
  { Key = '', Values = [] }: { Key: string | undefined; Values: string[] | undefined },
): boolean {
  if (Key === 'InstanceIds') return Values.includes(id);
  if (!Key.startsWith(TAG)) throw invalidFilterKey(Key);
  const value = ssm.scope.tags.get(ssm.instanceArn(id))?.[Key.slice(TAG.length)];
  return value !== undefined && Values.includes(value);
}

function describedInstance(ssm: Ssm, id: string): InstanceInformation {
  return {
    InstanceId: id,
    PingStatus: ssm.machines.isOnline(id) ? 'Online' : 'ConnectionLost',
    PlatformType: 'Linux',
    ResourceType: 'EC2Instance',
  };
}

function listCommands(ssm: Ssm, input: ListCommandsCommandInput): ListCommandsResult {
  refuseOtherMembers('ListCommands', input, ['CommandId', 'Filters', 'MaxResults', 'NextToken'], FILE);
  const found = ssm.sent
    .filter(({ id }) => input.CommandId === undefined || id === input.CommandId)
    .filter((command) =>
      (input.Filters ?? []).every(({ key = '', value = '' }) => isListed(command, key, value)),
    );
  const { items, next } = pageOf(found, input.NextToken, input.MaxResults ?? PAGE_SIZE);
  return { Commands: items.map(describedCommand), ...(next !== undefined && { NextToken: next }) };
}

function isListed(command: SentCommand, key: string, value: string): boolean {
  if (key === 'DocumentName') return command.document === value;
  if (key === 'InvokedAfter') return command.requestedAt > Date.parse(value);
  if (key === 'InvokedBefore') return command.requestedAt < Date.parse(value);
  throw invalidFilterKey(key);
}

function getInvocation(ssm: Ssm, input: GetCommandInvocationCommandInput): GetCommandInvocationResult {
  refuseOtherMembers('GetCommandInvocation', input, ['CommandId', 'InstanceId'], FILE);
  const command = ssm.sent.find(({ id }) => id === input.CommandId);
  const invocation = command?.invocations.find(({ instanceId }) => instanceId === input.InstanceId);
  const known = command && ssm.scope.clock.now() >= command.requestedAt + KNOWN_AFTER_MS;
  if (!invocation || !known) throw invocationDoesNotExist();
  const { instanceId, status, output, startedAt, endedAt } = invocation;
  return {
    CommandId: command.id,
    InstanceId: instanceId,
    Comment: command.comment,
    DocumentName: command.document,
    Status: status,
    StatusDetails: status,
    ResponseCode: isEnded(invocation) ? (status === 'Success' ? 0 : 1) : -1,
    StandardOutputContent: status === 'Failed' ? '' : output,
    StandardErrorContent: status === 'Failed' ? output : '',
    ...(startedAt !== undefined && { ExecutionStartDateTime: new Date(startedAt).toISOString() }),
    ...(endedAt !== undefined && { ExecutionEndDateTime: new Date(endedAt).toISOString() }),
  };
}

/** AWS knows no resource for reading. */
const reading = (action: string) => (): readonly Need[] => [{ action: `ssm:${action}`, resource: '*' }];

/** The commands of Systems Manager that the product uses. */
export function ssmCommands(ssm: Ssm) {
  return {
    SendCommand: {
      run: (input: Parameters<typeof sendCommand>[1]) => sendCommand(ssm, input),
      needs: (input: Parameters<typeof sendCommand>[1]) => sendNeeds(ssm, input),
    },
    DescribeInstanceInformation: {
      run: (input: DescribeInstanceInformationCommandInput) => describeInstances(ssm, input),
      needs: reading('DescribeInstanceInformation'),
    },
    CancelCommand: {
      run: ({ CommandId }: CancelCommandCommandInput) => {
        const command = ssm.sent.find(({ id }) => id === CommandId);
        if (command) ssm.machines.cancel(command);
        return {};
      },
      needs: reading('CancelCommand'),
    },
    ListCommands: {
      run: (input: ListCommandsCommandInput) => listCommands(ssm, input),
      needs: reading('ListCommands'),
    },
    GetCommandInvocation: {
      run: (input: GetCommandInvocationCommandInput) => getInvocation(ssm, input),
      needs: reading('GetCommandInvocation'),
    },
  };
}
