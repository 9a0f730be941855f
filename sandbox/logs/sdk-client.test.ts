import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  GetQueryResultsCommand,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
  StartQueryCommand,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, it } from 'vitest';
import { testAccount } from '../hook/account.fixture.ts';
import { CloudWatchLogs } from './cloudwatch-logs.ts';

function account() {
  const { clients, clock } = testAccount((scope) => [new CloudWatchLogs(scope)]);
  return { client: clients(CloudWatchLogsClient), clock };
}

const stream = { logGroupName: '/ecs/storefront', logStreamName: 'task-1' };

describe('CloudWatch Logs behind the real SDK client', () => {
  it('takes lines and gives them back', async () => {
    const { client, clock } = account();
    const { logGroupName } = stream;
    await client.send(new CreateLogGroupCommand({ logGroupName, tags: { owner: 'shop' } }));
    await client.send(new CreateLogStreamCommand(stream));
    const logEvents = [{ timestamp: clock.now(), message: 'ERROR out of stock' }];
    await client.send(new PutLogEventsCommand({ ...stream, logEvents }));
    const found = await client.send(new FilterLogEventsCommand({ logGroupName, filterPattern: 'ERROR' }));
    expect(found.events?.map(({ message }) => message)).toEqual(['ERROR out of stock']);
    const read = await client.send(new GetLogEventsCommand(stream));
    expect(read.events?.map(({ message }) => message)).toEqual(['ERROR out of stock']);
    const { logGroups } = await client.send(new DescribeLogGroupsCommand({}));
    expect(logGroups?.map((group) => group.logGroupName)).toEqual([logGroupName]);
  });

  it('fails with the exception classes of the SDK', async () => {
    const { client } = account();
    const make = () => client.send(new CreateLogGroupCommand({ logGroupName: '/ecs/storefront' }));
    await make();
    await expect(make()).rejects.toBeInstanceOf(ResourceAlreadyExistsException);
  });

  it('counts lines by Logs Insights, which takes its time, and can be stopped', async () => {
    const { client, clock } = account();
    const { logGroupName } = stream;
    await client.send(new CreateLogGroupCommand({ logGroupName }));
    await client.send(new CreateLogStreamCommand(stream));
    const lines = ['ERROR a | b', 'INFO c'].map((message) => ({ timestamp: clock.now(), message }));
    await client.send(new PutLogEventsCommand({ ...stream, logEvents: lines }));
    const from = Math.floor(clock.now() / 1_000);
    const start = (queryString: string) =>
      client.send(
        new StartQueryCommand({
          logGroupNames: [logGroupName],
          startTime: from - 60,
          endTime: from,
          queryString,
        }),
      );
    const count = 'stats count(*) as lines by @log';
    const { queryId } = await start(`filter @message like "a | b" | ${count} | limit 10`);
    const results = () => client.send(new GetQueryResultsCommand({ queryId }));
    expect(await results()).toMatchObject({ status: 'Running', results: [] });
    await clock.advanceBy(5_000);
    expect(await results()).toMatchObject({
      status: 'Complete',
      results: [[{ field: '@log', value: '000000000000:/ecs/storefront' }, { value: '1' }]],
      statistics: { recordsMatched: 1, recordsScanned: 2, bytesScanned: 69 },
    });
    await expect(client.send(new StopQueryCommand({ queryId }))).rejects.toThrow('is not running');
    const second = { queryId: (await start(count)).queryId };
    expect(await client.send(new StopQueryCommand(second))).toMatchObject({ success: true });
    expect(await client.send(new GetQueryResultsCommand(second))).toMatchObject({ status: 'Cancelled' });
  });

  it.each([
    ['fields @message', 'fields @message'],
    ['stats avg(@duration) by bin(5m)', 'stats avg'],
    ['filter level = "ERROR" | stats count(*) as lines by @log', 'filter level'],
  ])('refuses the query %s by name', async (queryString, named) => {
    const { client } = account();
    await client.send(new CreateLogGroupCommand({ logGroupName: 'x' }));
    const query = new StartQueryCommand({ logGroupName: 'x', startTime: 0, endTime: 1, queryString });
    await expect(client.send(query)).rejects.toThrow(named);
  });
});
