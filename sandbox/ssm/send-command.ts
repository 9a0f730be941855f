import type { SendCommandCommandInput, SendCommandResult } from '@aws-sdk/client-ssm';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { Need } from '../service.ts';
import { describedCommand, type SentCommand } from './command.ts';
import { invalidDocument, invalidInstanceId } from './refusals.ts';
import type { Ssm } from './ssm.ts';

const FILE = 'sandbox/ssm/send-command.ts';
const MEMBERS = [
  'DocumentName',
  'InstanceIds',
  'Parameters',
  'Comment',
  'TimeoutSeconds',
  'MaxConcurrency',
  'MaxErrors',
];
const DEFAULT_TIMEOUT_SECONDS = 3600;

/** SendCommand: nothing is sent when one of the machines cannot be reached; each call is a command of its own. */
export function sendCommand(ssm: Ssm, input: SendCommandCommandInput): SendCommandResult {
  refuseOtherMembers('SendCommand', input, MEMBERS, FILE);
  const { DocumentName: name = '', InstanceIds = [], TimeoutSeconds = DEFAULT_TIMEOUT_SECONDS } = input;
  const document = ssm.documents.get(name);
  if (!document) throw invalidDocument(name);
  const absent = InstanceIds.filter((id) => !ssm.machines.isOnline(id));
  if (absent.length > 0 || InstanceIds.length === 0) throw invalidInstanceId(absent);
  const requestedAt = ssm.scope.clock.now();
  const command: SentCommand = {
    id: uuid(ssm.scope.id()),
    document: name,
    parameters: input.Parameters ?? {},
    comment: input.Comment ?? '',
    requestedAt,
    deliverBy: requestedAt + TimeoutSeconds * 1000,
    invocations: InstanceIds.map((instanceId) => ({ instanceId, status: 'Pending', output: '' })),
  };
  ssm.sent.unshift(command);
  ssm.machines.carryOut(command, document);
  return { Command: describedCommand(command) };
}

/** Both the document and each machine have to be allowed. */
export function sendNeeds(
  ssm: Ssm,
  { DocumentName = '', InstanceIds = [] }: SendCommandCommandInput,
): Need[] {
  const action = 'ssm:SendCommand';
  return [
    { action, resource: ssm.documentArn(DocumentName) },
    ...InstanceIds.map((id) => ({ action, resource: ssm.instanceArn(id) })),
  ];
}

function uuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
