import type { GetLogEventsRequest, GetLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs';
import type { Clock } from '../../functions/clock.ts';
import type { Command } from '../service.ts';
import { groupNameOf, type LogAccount, streamArn } from './log-arn.ts';
import type { LogStore } from './log-store.ts';
import { invalidParameter } from './refusals.ts';

const MOST_EVENTS = 10_000;

/** The events [from, to) of the range that a page holds. */
interface Page {
  readonly from: number;
  readonly to: number;
}

/** Tokens are `f/N` (the page from N on) and `b/N` (the page before N), N counted from the start of the range. */
function pageOf({ nextToken, limit, startFromHead }: GetLogEventsRequest, count: number): Page {
  const size = Math.min(limit ?? MOST_EVENTS, MOST_EVENTS);
  if (nextToken === undefined) {
    return startFromHead
      ? { from: 0, to: Math.min(size, count) }
      : { from: Math.max(0, count - size), to: count };
  }
  const match = /^([fb])\/(\d+)$/.exec(nextToken);
  if (!match) throw invalidParameter('The specified nextToken is invalid.');
  const position = Math.min(Number(match[2]), count);
  return match[1] === 'f'
    ? { from: position, to: Math.min(position + size, count) }
    : { from: Math.max(0, position - size), to: position };
}

const positioned = (direction: 'f' | 'b', position: number): string =>
  `${direction}/${String(position).padStart(56, '0')}`;

/** GetLogEvents: lines of one stream, the newest page unless startFromHead; the end of the range is exclusive. */
export function getLogEvents(
  store: LogStore,
  clock: Clock,
  account: LogAccount,
): Command<GetLogEventsRequest, GetLogEventsResponse> {
  return {
    run: (input) => {
      const { logStreamName = '', startTime = 0, endTime = Number.POSITIVE_INFINITY } = input;
      const group = groupNameOf(input.logGroupName, input.logGroupIdentifier);
      const events = store
        .streamEvents(group, logStreamName, clock.now())
        .filter(({ timestamp }) => timestamp >= startTime && timestamp < endTime);
      const { from, to } = pageOf(input, events.length);
      return {
        events: events.slice(from, to).map(({ timestamp, message, ingestedAt }) => ({
          timestamp,
          message,
          ingestionTime: ingestedAt,
        })),
        nextForwardToken: positioned('f', to),
        nextBackwardToken: positioned('b', from),
      };
    },
    needs: ({ logGroupName, logGroupIdentifier, logStreamName }) => {
      const group = groupNameOf(logGroupName, logGroupIdentifier);
      return [{ action: 'logs:GetLogEvents', resource: streamArn(account, group, logStreamName) }];
    },
  };
}
