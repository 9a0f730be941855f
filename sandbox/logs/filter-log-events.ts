import type { FilterLogEventsRequest, FilterLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs';
import type { Clock } from '../../functions/clock.ts';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { Command } from '../service.ts';
import { filterPattern } from './filter-pattern.ts';
import { groupNameOf, type LogAccount, streamArn } from './log-arn.ts';
import type { LogStore, StreamedEvent } from './log-store.ts';
import { invalidParameter } from './refusals.ts';

const FILE = 'sandbox/logs/filter-log-events.ts';
const KNOWN = [
  'logGroupName',
  'logGroupIdentifier',
  'logStreamNames',
  'logStreamNamePrefix',
  'startTime',
  'endTime',
  'filterPattern',
  'nextToken',
  'limit',
  'interleaved',
];
const MOST_EVENTS = 10_000;
const MOST_BYTES = 1_048_576;

/** A token is the timestamp and sequence of the last event before the page. */
function afterToken(token: string | undefined): (event: StreamedEvent) => boolean {
  if (token === undefined) return () => true;
  const match = /^(\d+)\/(\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  if (!match) throw invalidParameter('The specified nextToken is invalid.');
  const [timestamp, sequence] = [Number(match[1]), Number(match[2])];
  return (event) =>
    event.timestamp > timestamp || (event.timestamp === timestamp && event.sequence > sequence);
}

const tokenOf = (event: StreamedEvent): string =>
  Buffer.from(`${event.timestamp}/${event.sequence}`).toString('base64url');

function streamChoice({
  logStreamNames,
  logStreamNamePrefix,
}: FilterLogEventsRequest): (stream: string) => boolean {
  if (logStreamNames && logStreamNamePrefix !== undefined) {
    throw invalidParameter('logStreamNames and logStreamNamePrefix are mutually exclusive.');
  }
  if (logStreamNames) return (stream) => logStreamNames.includes(stream);
  return (stream) => stream.startsWith(logStreamNamePrefix ?? '');
}

/** As many lines as a page has room for, and one at least. */
function fitting(events: readonly StreamedEvent[]): readonly StreamedEvent[] {
  let bytes = 0;
  const first = events.findIndex(({ message }) => {
    bytes += Buffer.byteLength(message);
    return bytes > MOST_BYTES;
  });
  return first < 0 ? events : events.slice(0, Math.max(1, first));
}

/** FilterLogEvents: matching lines of a group by timestamp; both ends of the time range are inclusive. */
export function filterLogEvents(
  store: LogStore,
  clock: Clock,
  account: LogAccount,
): Command<FilterLogEventsRequest, FilterLogEventsResponse> {
  return {
    run: (input) => {
      refuseOtherMembers('FilterLogEvents', input, KNOWN, FILE);
      const { startTime = 0, endTime = Number.POSITIVE_INFINITY, limit = MOST_EVENTS } = input;
      const group = groupNameOf(input.logGroupName, input.logGroupIdentifier);
      const isMatch = filterPattern(input.filterPattern ?? '');
      const isAfter = afterToken(input.nextToken);
      const found = store
        .groupEvents(group, streamChoice(input), clock.now())
        .filter((event) => event.timestamp >= startTime && event.timestamp <= endTime && isAfter(event))
        .filter(({ message }) => isMatch(message));
      const page = fitting(found.slice(0, Math.min(limit, MOST_EVENTS)));
      const last = page.at(-1);
      return {
        events: page.map(({ stream, timestamp, message, ingestedAt, sequence }) => ({
          logStreamName: stream,
          timestamp,
          message,
          ingestionTime: ingestedAt,
          eventId: String(sequence).padStart(56, '0'),
        })),
        searchedLogStreams: [],
        ...(last && page.length < found.length && { nextToken: tokenOf(last) }),
      };
    },
    needs: ({ logGroupName, logGroupIdentifier }) => [
      {
        action: 'logs:FilterLogEvents',
        resource: streamArn(account, groupNameOf(logGroupName, logGroupIdentifier)),
      },
    ],
  };
}
