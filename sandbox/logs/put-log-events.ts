import type {
  InputLogEvent,
  PutLogEventsRequest,
  PutLogEventsResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Clock } from '../../functions/clock.ts';
import type { Command } from '../service.ts';
import { type LogAccount, streamArn } from './log-arn.ts';
import type { LogStore } from './log-store.ts';
import { invalidParameter, notFound } from './refusals.ts';

const TWO_HOURS = 2 * 3_600_000;
const TWO_WEEKS = 14 * 86_400_000;
const MOST_BYTES = 1_048_576;
const MOST_EVENTS = 10_000;
const EVENT_OVERHEAD = 26;

function check(events: readonly InputLogEvent[]): void {
  if (events.length === 0 || events.length > MOST_EVENTS) {
    throw invalidParameter(
      `Log events in a single PutLogEvents request must be between 1 and ${MOST_EVENTS}.`,
    );
  }
  if (events.some(({ timestamp = 0 }, index) => timestamp < (events[index - 1]?.timestamp ?? 0))) {
    throw invalidParameter('Log events in a single PutLogEvents request must be in chronological order.');
  }
  const bytes = events.reduce(
    (sum, { message = '' }) => sum + Buffer.byteLength(message) + EVENT_OVERHEAD,
    0,
  );
  if (bytes > MOST_BYTES)
    throw invalidParameter(`Upload too large: ${bytes} bytes exceeds limit of ${MOST_BYTES}`);
}

/** How many leading events are too old, and from which on they are too new; the rest are accepted. */
function acceptance(events: readonly InputLogEvent[], store: LogStore, now: number) {
  const oldest = now - Math.min(TWO_WEEKS, store.retentionMilliseconds);
  const tooOld = events.filter(({ timestamp = 0 }) => timestamp < oldest).length;
  const tooNew = events.findIndex(({ timestamp = 0 }) => timestamp > now + TWO_HOURS);
  const info = {
    ...(tooOld > 0 && { tooOldLogEventEndIndex: tooOld }),
    ...(tooNew >= 0 && { tooNewLogEventStartIndex: tooNew }),
  };
  return { accepted: events.slice(tooOld, tooNew >= 0 ? tooNew : events.length), info };
}

/** PutLogEvents: the group and the stream must exist. */
export function putLogEvents(
  store: LogStore,
  write: (group: string, stream: string, line: { timestamp: number; message: string }) => void,
  clock: Clock,
  account: LogAccount,
): Command<PutLogEventsRequest, PutLogEventsResponse> {
  return {
    run: ({ logGroupName: group = '', logStreamName: stream = '', logEvents = [] }) => {
      if (!store.hasGroup(group)) throw notFound('group');
      if (!store.hasStream(group, stream)) throw notFound('stream');
      check(logEvents);
      const { accepted, info } = acceptance(logEvents, store, clock.now());
      for (const { timestamp = 0, message = '' } of accepted) write(group, stream, { timestamp, message });
      return Object.keys(info).length > 0 ? { rejectedLogEventsInfo: info } : {};
    },
    needs: ({ logGroupName = '', logStreamName }) => [
      { action: 'logs:PutLogEvents', resource: streamArn(account, logGroupName, logStreamName) },
    ],
  };
}
