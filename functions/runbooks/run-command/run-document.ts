import {
  GetCommandInvocationCommand,
  InvocationDoesNotExist,
  ListCommandsCommand,
  SendCommandCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { DependencyFailed } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import { once } from '../step/send-once.ts';
import type { ChangingTool, Job, Seen } from '../step/tool-work.ts';
import { machinesOf } from './machines.ts';

interface Before {
  readonly document: string;
  readonly instances: readonly string[];
  /** The comment that the command carries: by it the command is found again. */
  readonly key: string;
}

interface Sent {
  readonly commandId: string;
}

/** Seconds within which a machine has to begin with a command. */
const DELIVERY_SECONDS = 600;
const ENDED = ['Success', 'Failed', 'TimedOut', 'Cancelled'];
const LONGEST_OUTPUT = 200;

/** Sends a command to the machines of the service, which takes no token: it is sent once, and found again by its comment. */
export const runDocument: ChangingTool<Before, Sent> = {
  name: 'run_command',
  alone: true,
  observe: async (context, { service, said, params, key }) => ({
    document: said,
    instances: await machinesOf(context, service.name, params['targets'] as readonly string[] | undefined),
    key,
  }),
  bound: ({ document, instances }) => ({ document, instances }),
  plan: ({ document, instances }) => ({
    words: `Runs ${document} on ${instances.join(', ')}.`,
    effect: 'It ends with success on at least one of them.',
  }),
  act,
  readBack: findAgain,
  effectSeen: async (context, job, before, result) => {
    const sent = result ?? (await findAgain(context, job, before));
    if (!sent) return { effect: 'no-data', words: `No command with the comment ${before.key} is listed.` };
    return outcome(context, sent, before);
  },
};

async function act(context: Context, { params }: Job, { document, instances, key }: Before): Promise<Sent> {
  const Parameters = params['parameters'] as Record<string, string[]> | undefined;
  const command = new SendCommandCommand({
    DocumentName: document,
    InstanceIds: [...instances],
    ...(Parameters && { Parameters }),
    Comment: key,
    TimeoutSeconds: DELIVERY_SECONDS,
    // Each machine has its own outcome: one that cannot does not keep the others from it.
    MaxErrors: '100%',
  });
  const { Command } = await context.clients(SSMClient).send(once(command));
  if (!Command?.CommandId) throw new DependencyFailed('Systems Manager did not name the command.');
  return { commandId: Command.CommandId };
}

/** The command that an attempt without an answer may have sent. */
async function findAgain(context: Context, _job: Job, { document, key }: Before): Promise<Sent | undefined> {
  const Filters = [{ key: 'DocumentName' as const, value: document }];
  let NextToken: string | undefined;
  do {
    const page = await context
      .clients(SSMClient)
      .send(new ListCommandsCommand({ Filters, ...(NextToken && { NextToken }) }));
    const commandId = page.Commands?.find(({ Comment }) => Comment === key)?.CommandId;
    if (commandId) return { commandId };
    NextToken = page.NextToken;
  } while (NextToken);
  return undefined;
}

async function outcome(context: Context, { commandId }: Sent, { instances }: Before): Promise<Seen> {
  const outcomes = await Promise.all(instances.map((id) => outcomeOn(context, commandId, id)));
  const words = outcomes.map(({ words }) => words).join(' ');
  if (outcomes.some(({ status }) => !ENDED.includes(status))) return { effect: 'not-yet', words };
  const worked = outcomes.some(({ status }) => status === 'Success');
  return { effect: worked ? 'there' : 'impossible', words };
}

async function outcomeOn(context: Context, CommandId: string, InstanceId: string) {
  try {
    const {
      Status = 'Pending',
      StandardOutputContent = '',
      StandardErrorContent = '',
    } = await context.clients(SSMClient).send(new GetCommandInvocationCommand({ CommandId, InstanceId }));
    const said = (StandardOutputContent || StandardErrorContent).trim().slice(0, LONGEST_OUTPUT);
    return { status: Status as string, words: `${InstanceId}: ${Status}${said ? ` (${said})` : ''}.` };
  } catch (error) {
    // A command reaches the list of a machine some seconds after it was sent.
    if (!(error instanceof InvocationDoesNotExist)) throw error;
    return { status: 'Pending', words: `${InstanceId}: not there yet.` };
  }
}
