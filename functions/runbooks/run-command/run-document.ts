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

/** What became of a command on one machine. */
interface Outcome {
  readonly id: string;
  /** As Systems Manager calls it. */
  readonly status: string;
  /** The beginning of what it wrote. */
  readonly said: string;
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
    effect: 'It ends with success on each of them.',
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
    // One that cannot does not keep the others from it: they are all seen to, and all have to succeed.
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
  const without = outcomes.filter(({ status }) => status !== 'Success');
  const words = wordsOf(outcomes, without);
  if (without.length === 0) return { effect: 'there', words };
  return { effect: without.every(({ status }) => ENDED.includes(status)) ? 'impossible' : 'not-yet', words };
}

/** The machines without success come first, by their names alone: a long text is cut, and a person has to find them. */
function wordsOf(outcomes: readonly Outcome[], without: readonly Outcome[]): string {
  const groups = [...Map.groupBy(without, ({ status }) => status)];
  const named = groups.map(([status, group]) => `${status}: ${group.map(({ id }) => id).join(', ')}.`);
  const said = [...without, ...outcomes.filter((one) => !without.includes(one))]
    .filter((one) => one.said !== '')
    .map((one) => `${one.id} said: ${one.said}`);
  const count = `${outcomes.length - without.length} of ${outcomes.length} machines ended with success.`;
  return [count, ...named, ...said].join(' ');
}

async function outcomeOn(context: Context, CommandId: string, InstanceId: string): Promise<Outcome> {
  try {
    const {
      Status = 'Pending',
      StandardOutputContent = '',
      StandardErrorContent = '',
    } = await context.clients(SSMClient).send(new GetCommandInvocationCommand({ CommandId, InstanceId }));
    const said = (StandardOutputContent || StandardErrorContent).trim().slice(0, LONGEST_OUTPUT);
    return { id: InstanceId, status: Status, said };
  } catch (error) {
    // A command reaches the list of a machine some seconds after it was sent.
    if (!(error instanceof InvocationDoesNotExist)) throw error;
    return { id: InstanceId, status: 'Pending', said: '' };
  }
}
