import {
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  type ListMessageMoveTasksResultEntry,
  ListQueueTagsCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { Refused } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import { once } from '../step/send-once.ts';
import type { ChangingTool, Job, Seen } from '../step/tool-work.ts';
import { callInput } from './call-input.ts';

interface Before {
  readonly source: string;
  readonly messages: number;
  /** Milliseconds. */
  readonly at: number;
}

interface Moving {
  /** When SQS began to move; milliseconds. */
  readonly startedAt: number;
}

const QUEUE = /^arn:aws:sqs:([a-z0-9-]+):(\d{12}):([A-Za-z0-9_-]{1,80})$/;
const MOVES_SHOWN = 10;
/** Clocks of ours and of AWS may differ. */
const SLACK_MS = 5000;

/** Moves the messages of a dead-letter queue of the service back to the queues they came from. */
export const messageMove: ChangingTool<Before, Moving> = {
  name: 'call_aws',
  alone: true,
  observe,
  bound: ({ source }) => ({ source }),
  plan: ({ source, messages }) => ({
    words: `Moves about ${messages} messages of ${source} back to where they came from.`,
    effect: 'SQS has moved all of them.',
  }),
  act: async (context, _job, before) => {
    const command = new StartMessageMoveTaskCommand({ SourceArn: before.source });
    await context.clients(SQSClient).send(once(command));
    return { startedAt: (await readMove(context, before))?.StartedTimestamp ?? context.clock.now() };
  },
  readBack: async (context, _job, before) => {
    const move = await findMove(context, before);
    return move && { startedAt: move.StartedTimestamp ?? before.at };
  },
  effectSeen,
};

async function observe(context: Context, job: Job): Promise<Before> {
  const source = String(callInput(job, { SourceArn: 'text' })['SourceArn'] ?? '');
  const { name } = job.service;
  const QueueUrl = urlOf(context, source);
  const sqs = context.clients(SQSClient);
  const { Tags = {} } = await sqs.send(new ListQueueTagsCommand({ QueueUrl }));
  if (Tags['operate:service'] !== name)
    throw new Refused(`${source} does not carry the tag operate:service=${name}: it is no queue of ${name}.`);
  const AttributeNames = ['ApproximateNumberOfMessages' as const];
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
  const messages = Number(Attributes?.['ApproximateNumberOfMessages'] ?? 0);
  if (messages === 0) throw new Refused(`${source} is empty: there is nothing to move.`);
  return { source, messages, at: context.clock.now() };
}

/** @throws Refused for what is no queue of this account and region */
function urlOf({ environment }: Context, arn: string): string {
  const [, region, account, name] = QUEUE.exec(arn) ?? [];
  if (region !== environment.region || account !== environment.account)
    throw new Refused(`SourceArn '${arn}' is no queue of ${environment.account} in ${environment.region}.`);
  return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
}

async function effectSeen(context: Context, _job: Job, before: Before): Promise<Seen> {
  const move = await findMove(context, before);
  if (!move) return { effect: 'no-data', words: `SQS shows no move of ${before.source}.` };
  const { Status = '', ApproximateNumberOfMessagesMoved = 0, FailureReason = '' } = move;
  const words =
    `The move is ${Status}, with ${ApproximateNumberOfMessagesMoved} messages. ${FailureReason}`.trim();
  if (Status === 'COMPLETED') return { effect: 'there', words };
  return { effect: Status === 'RUNNING' ? 'not-yet' : 'impossible', words };
}

/** It has begun, whether it can be read or not. */
async function readMove(context: Context, before: Before) {
  try {
    return await findMove(context, before);
  } catch {
    return undefined;
  }
}

/** The move that was begun since the step was; SQS names only those by a handle that still run. */
async function findMove(
  context: Context,
  { source, at }: Before,
): Promise<ListMessageMoveTasksResultEntry | undefined> {
  const command = new ListMessageMoveTasksCommand({ SourceArn: source, MaxResults: MOVES_SHOWN });
  const { Results = [] } = await context.clients(SQSClient).send(command);
  return Results.find(({ StartedTimestamp = 0 }) => StartedTimestamp >= at - SLACK_MS);
}
