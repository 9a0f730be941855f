import {
  CloudWatchLogsClient,
  GetQueryResultsCommand,
  StartQueryCommand,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { type Call, json } from './call.ts';

const QUERY = '12ab3456-12ab-123a-789e-1234567890ab';

/** Searches of Logs Insights, in JSON 1.1. */
export const logCalls: Readonly<Record<string, Call>> = {
  'logs search': {
    send: (clients) =>
      clients(CloudWatchLogsClient).send(
        new StartQueryCommand({
          logGroupNames: ['/ecs/shop'],
          startTime: 1_767_225_600,
          endTime: 1_767_229_199,
          queryString: 'filter @message like "a \\"b\\"" | stats count(*) as lines by @log | limit 10000',
        }),
      ),
    answers: [json({ queryId: QUERY })],
    expected: { queryId: QUERY },
  },
  'logs search, too many at once': {
    send: (clients) =>
      clients(CloudWatchLogsClient).send(
        new StartQueryCommand({ logGroupNames: ['a'], startTime: 0, endTime: 1, queryString: 'limit 1' }),
      ),
    answers: [json({ __type: 'LimitExceededException', message: 'Too many queries.' }, 400)],
    expected: { name: 'LimitExceededException', message: 'Too many queries.', $fault: 'client' },
  },
  'logs found': {
    send: (clients) => clients(CloudWatchLogsClient).send(new GetQueryResultsCommand({ queryId: QUERY })),
    answers: [
      json({
        status: 'Complete',
        results: [[{ field: 'lines', value: '7' }]],
        statistics: { bytesScanned: 81349.0, recordsMatched: 7.0, recordsScanned: 9.0 },
      }),
    ],
    expected: {
      status: 'Complete',
      results: [[{ field: 'lines', value: '7' }]],
      statistics: { bytesScanned: 81349 },
    },
  },
  'logs search stopped': {
    send: (clients) => clients(CloudWatchLogsClient).send(new StopQueryCommand({ queryId: QUERY })),
    answers: [json({ success: true })],
    expected: { success: true },
  },
};
