import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
  StartQueryCommand,
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

  it('refuses Logs Insights by name', async () => {
    const { client } = account();
    const query = new StartQueryCommand({
      logGroupName: 'x',
      startTime: 0,
      endTime: 1,
      queryString: 'fields @message',
    });
    await expect(client.send(query)).rejects.toThrow('CloudWatchLogsClient.StartQuery');
  });
});
