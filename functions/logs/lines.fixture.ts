import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Installation } from '../../test/flows/installation.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export interface WrittenLine {
  readonly timestamp: number;
  readonly message: string;
}

const AT_ONCE = 5_000;

/** Writes lines of a past time to a stream of a log group. */
export async function writeLines(
  { context }: Installation,
  logGroupName: string,
  logStreamName: string,
  lines: readonly WrittenLine[],
): Promise<void> {
  const logs = context.clients(CloudWatchLogsClient);
  await unlessThere(logs.send(new CreateLogGroupCommand({ logGroupName })));
  await unlessThere(logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName })));
  const sorted = [...lines].sort((one, other) => one.timestamp - other.timestamp);
  for (let from = 0; from < sorted.length; from += AT_ONCE) {
    const logEvents = sorted.slice(from, from + AT_ONCE);
    await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
  }
}

async function unlessThere(made: Promise<unknown>): Promise<void> {
  try {
    await made;
  } catch (error) {
    if (!(error instanceof ResourceAlreadyExistsException)) throw error;
  }
}

export const TRACE = '0af7651916cd43dd8448eb211c80319c';

/**
 * Two hours of a shop from a time on: one as it always is, and one in which something is new, something gone, and
 * something more frequent.
 */
export function twoHours(from: number): WrittenLine[] {
  const lines: WrittenLine[] = [];
  for (let minute = 0; minute < 120; minute++) {
    const say = (message: string) => lines.push({ timestamp: from + minute * MINUTE, message });
    const isAfter = minute >= 60;
    say(`INFO served /orders/${minute} in ${minute % 7} ms`);
    say(`WARN cache ${minute} is cold, user ada${minute}@example.com`);
    if (!isAfter) say(`INFO heartbeat ${minute}`);
    for (let n = 0; n < (isAfter ? 10 : 1); n++) say(`ERROR connect ECONNREFUSED 10.0.3.4:${5_000 + n}`);
    if (minute > 90) say(noStock(minute));
  }
  return lines;
}

const noStock = (item: number) =>
  JSON.stringify({
    level: 50,
    msg: `no stock for item ${item}, password=hunter2`,
    traceId: TRACE,
    order: item,
  });
