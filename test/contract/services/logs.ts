import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  GetQueryResultsCommand,
  type GetQueryResultsCommandOutput,
  PutLogEventsCommand,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { type Case, contract, errorOf, type Server } from '../contract.ts';

interface Stage {
  readonly server: Server;
  readonly logs: CloudWatchLogsClient;
}

const SECOND_MS = 1_000;

/** Makes a group and a stream of one name, with these messages a second apart, the first ten minutes ago. */
async function written({ server, logs }: Stage, name: string, ...messages: string[]): Promise<number> {
  const names = { logGroupName: `/contract/${name}`, logStreamName: name };
  await logs.send(new CreateLogGroupCommand({ logGroupName: names.logGroupName }));
  await logs.send(new CreateLogStreamCommand(names));
  const from = server.now() - 600 * SECOND_MS;
  const logEvents = messages.map((message, at) => ({ message, timestamp: from + at * SECOND_MS }));
  if (logEvents.length > 0) await logs.send(new PutLogEventsCommand({ ...names, logEvents }));
  await server.published();
  return from;
}

const filtered = async ({ logs }: Stage, name: string, more: object = {}) => {
  const { events } = await logs.send(
    new FilterLogEventsCommand({ logGroupName: `/contract/${name}`, ...more }),
  );
  return events?.map(({ message }) => message);
};

/** The count that the product asks for, of the minutes since. */
const search = ({ server, logs }: Stage, from: number, name: string) =>
  logs.send(
    new StartQueryCommand({
      logGroupNames: [`/contract/${name}`],
      startTime: Math.floor(from / SECOND_MS),
      endTime: Math.ceil(server.now() / SECOND_MS),
      queryString: 'filter @message like "ERROR" | stats count(*) as lines by @log | limit 50',
    }),
  );

const LOOKS = 10;

async function searched(stage: Stage, from: number, name: string) {
  const { queryId } = await search(stage, from, name);
  let found: GetQueryResultsCommandOutput | undefined;
  for (let look = 0; look < LOOKS && found?.status !== 'Complete'; look++) {
    if (look > 0) await stage.server.published();
    found = await stage.logs.send(new GetQueryResultsCommand({ queryId }));
  }
  return found;
}

const LINES = ['ERROR no bean', 'INFO brewed', '{"level":"error","code":502}', '{"level":"info","code":200}'];

const CASES: readonly Case<Stage>[] = [
  {
    name: 'lines are read in the order of their time',
    async act(stage) {
      await written(stage, 'order', 'one', 'two', 'three');
      const read = new GetLogEventsCommand({
        logGroupName: '/contract/order',
        logStreamName: 'order',
        startFromHead: true,
      });
      return (await stage.logs.send(read)).events?.map(({ message }) => message);
    },
    expected: ['one', 'two', 'three'],
  },
  {
    name: 'the end of a range is left out when a stream is read',
    async act(stage) {
      const from = await written(stage, 'range', 'one', 'two', 'three');
      const read = new GetLogEventsCommand({
        logGroupName: '/contract/range',
        logStreamName: 'range',
        startFromHead: true,
        startTime: from,
        endTime: from + 2 * SECOND_MS,
      });
      return (await stage.logs.send(read)).events?.map(({ message }) => message);
    },
    expected: ['one', 'two'],
  },
  {
    name: 'a filter finds a word',
    async act(stage) {
      await written(stage, 'word', ...LINES);
      return filtered(stage, 'word', { filterPattern: 'ERROR' });
    },
    expected: [LINES[0]],
  },
  {
    name: 'a filter leaves out lines with a word',
    async act(stage) {
      await written(stage, 'without', ...LINES.slice(0, 2));
      return filtered(stage, 'without', { filterPattern: '-ERROR' });
    },
    expected: [LINES[1]],
  },
  {
    name: 'a filter compares fields of JSON lines',
    async act(stage) {
      await written(stage, 'json', ...LINES);
      return filtered(stage, 'json', { filterPattern: '{ $.level = "error" && $.code >= 500 }' });
    },
    expected: [LINES[2]],
  },
  {
    name: 'a filter takes a range of time',
    async act(stage) {
      const from = await written(stage, 'filter-range', 'one', 'two', 'three');
      return filtered(stage, 'filter-range', { startTime: from + SECOND_MS });
    },
    expected: ['two', 'three'],
  },
  {
    name: 'a search of Logs Insights ends, and says so',
    async act(stage) {
      const from = await written(stage, 'searched', ...LINES);
      return (await searched(stage, from, 'searched'))?.status;
    },
    expected: 'Complete',
  },
  {
    name: 'a search counts the lines of a group that have a text',
    async act(stage) {
      const from = await written(stage, 'counted', ...LINES);
      const rows = (await searched(stage, from, 'counted'))?.results ?? [];
      return rows.map((row) => row.find(({ field }) => field === 'lines')?.value);
    },
    expected: ['1'],
  },
  {
    name: 'a search in a group that does not exist is refused',
    async act(stage) {
      return errorOf(search(stage, stage.server.now(), 'nowhere'));
    },
    expected: 'ResourceNotFoundException',
  },
  {
    name: 'results of a search that there never was are refused',
    async act({ logs }) {
      return errorOf(
        logs.send(new GetQueryResultsCommand({ queryId: 'e3c0f2d0-0000-4000-8000-000000000000' })),
      );
    },
    expected: 'ResourceNotFoundException',
  },
  {
    name: 'groups are described by the beginning of their name',
    async act(stage) {
      await written(stage, 'described-a');
      await written(stage, 'described-b');
      const describe = new DescribeLogGroupsCommand({ logGroupNamePrefix: '/contract/described' });
      return (await stage.logs.send(describe)).logGroups?.map(({ logGroupName }) => logGroupName);
    },
    expected: ['/contract/described-a', '/contract/described-b'],
  },
  {
    name: 'a group that exists cannot be made again',
    async act(stage) {
      await written(stage, 'made');
      return errorOf(stage.logs.send(new CreateLogGroupCommand({ logGroupName: '/contract/made' })));
    },
    expected: 'ResourceAlreadyExistsException',
  },
  {
    name: 'lines for a stream that does not exist are refused',
    async act(stage) {
      await written(stage, 'no-stream');
      const logEvents = [{ message: 'a', timestamp: stage.server.now() }];
      const names = { logGroupName: '/contract/no-stream', logStreamName: 'nowhere' };
      return errorOf(stage.logs.send(new PutLogEventsCommand({ ...names, logEvents })));
    },
    expected: 'ResourceNotFoundException',
  },
  {
    name: 'lines out of their order are refused',
    async act(stage) {
      await written(stage, 'disorder');
      const now = stage.server.now();
      const logEvents = [now, now - SECOND_MS].map((timestamp) => ({ message: 'a', timestamp }));
      const names = { logGroupName: '/contract/disorder', logStreamName: 'disorder' };
      return errorOf(stage.logs.send(new PutLogEventsCommand({ ...names, logEvents })));
    },
    expected: 'InvalidParameterException',
  },
  {
    name: 'a line from the far future is left out, and that is said',
    async act(stage) {
      await written(stage, 'future');
      const logEvents = [0, 3 * 3_600_000].map((ahead) => ({
        message: 'a',
        timestamp: stage.server.now() + ahead,
      }));
      const names = { logGroupName: '/contract/future', logStreamName: 'future' };
      const { rejectedLogEventsInfo } = await stage.logs.send(
        new PutLogEventsCommand({ ...names, logEvents }),
      );
      return rejectedLogEventsInfo;
    },
    expected: { tooNewLogEventStartIndex: 1 },
  },
  {
    name: 'a group that does not exist cannot be searched',
    act: (stage) => errorOf(filtered(stage, 'nowhere')),
    expected: 'ResourceNotFoundException',
  },
];

/** Log lines, written and searched. */
export const logs = contract<Stage>({
  service: 'CloudWatch Logs',
  sandbox: async (server) => ({ server, logs: server.clients(CloudWatchLogsClient) }),
  moto: async (server) => ({ server, logs: server.clients(CloudWatchLogsClient) }),
  cases: CASES,
});
