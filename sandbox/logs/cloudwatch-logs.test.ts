import type {
  DescribeLogGroupsResponse,
  FilterLogEventsResponse,
  GetLogEventsResponse,
  InputLogEvent,
  PutLogEventsResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, it } from 'vitest';
import { MINUTE, NOON, recordingAccount, send } from '../cloudwatch/recording-account.fixture.ts';
import { CloudWatchLogs } from './cloudwatch-logs.ts';

const GROUP = '/aws/lambda/judge';
const DAY = 24 * 60 * MINUTE;

function account() {
  const recording = recordingAccount();
  const service = new CloudWatchLogs(recording.scope);
  const filter = async (input: object = {}) => {
    const found = await send<FilterLogEventsResponse>(service, 'FilterLogEvents', {
      logGroupName: GROUP,
      ...input,
    });
    return {
      messages: found.events?.map(({ message }) => message),
      next: found.nextToken,
      events: found.events,
    };
  };
  const get = (input: object = {}) =>
    send<GetLogEventsResponse>(service, 'GetLogEvents', {
      logGroupName: GROUP,
      logStreamName: 'a',
      ...input,
    });
  const put = (logEvents: InputLogEvent[], logStreamName = 'a') =>
    send<PutLogEventsResponse>(service, 'PutLogEvents', { logGroupName: GROUP, logStreamName, logEvents });
  const writeEveryMinute = async (count: number) => {
    for (let index = 0; index < count; index++) {
      service.write(GROUP, index % 2 === 0 ? 'a' : 'b', `line ${index}`);
      await recording.clock.advanceBy(MINUTE);
    }
  };
  return { ...recording, service, filter, get, put, writeEveryMinute };
}

describe('write', () => {
  it('makes the group and the stream and stamps the line with the time', async () => {
    const { service, filter } = account();
    service.write(GROUP, 'a', 'hello');
    expect((await filter()).events).toEqual([
      {
        logStreamName: 'a',
        timestamp: NOON,
        message: 'hello',
        ingestionTime: NOON,
        eventId: expect.any(String),
      },
    ]);
  });

  it('records the metrics that a line carries', () => {
    const { service, observations } = account();
    const CloudWatchMetrics = [
      { Namespace: 'Operate', Dimensions: [['operation']], Metrics: [{ Name: 'Faults' }] },
    ];
    service.write(GROUP, 'a', JSON.stringify({ _aws: { CloudWatchMetrics }, operation: 'judge', Faults: 2 }));
    expect(observations).toEqual([
      {
        namespace: 'Operate',
        metric: 'Faults',
        dimensions: { operation: 'judge' },
        at: NOON,
        value: 2,
        unit: 'None',
      },
    ]);
  });
});

describe('FilterLogEvents', () => {
  it('finds lines of all streams by pattern, in the order of time', async () => {
    const { filter, writeEveryMinute } = account();
    await writeEveryMinute(12);
    expect((await filter({ filterPattern: '"line 1"' })).messages).toEqual(['line 1', 'line 10', 'line 11']);
    expect((await filter({ filterPattern: '"line 1"', logStreamNames: ['b'] })).messages).toEqual([
      'line 1',
      'line 11',
    ]);
    expect((await filter({ logStreamNamePrefix: 'a', filterPattern: '"line 1"' })).messages).toEqual([
      'line 10',
    ]);
  });

  it('includes both ends of the time range', async () => {
    const { filter, writeEveryMinute } = account();
    await writeEveryMinute(5);
    const range = { startTime: NOON + MINUTE, endTime: NOON + 3 * MINUTE };
    expect((await filter(range)).messages).toEqual(['line 1', 'line 2', 'line 3']);
  });

  it('pages without losing or repeating lines that arrive meanwhile', async () => {
    const { filter, writeEveryMinute, service } = account();
    await writeEveryMinute(3);
    const first = await filter({ limit: 2 });
    service.write(GROUP, 'b', 'late');
    const second = await filter({ limit: 2, nextToken: first.next });
    expect([...(first.messages ?? []), ...(second.messages ?? [])]).toEqual([
      'line 0',
      'line 1',
      'line 2',
      'late',
    ]);
    expect(second.next).toBeUndefined();
  });

  it('takes a group by its ARN', async () => {
    const { writeEveryMinute, filter } = account();
    await writeEveryMinute(1);
    const logGroupIdentifier = `arn:aws:logs:eu-west-1:000000000000:log-group:${GROUP}`;
    expect((await filter({ logGroupName: undefined, logGroupIdentifier })).messages).toEqual(['line 0']);
  });

  it('refuses an unknown group, a broken token and a broken pattern', async () => {
    const { filter, writeEveryMinute } = account();
    await expect(filter()).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The specified log group does not exist.',
    });
    await writeEveryMinute(1);
    for (const input of [{ nextToken: 'nonsense' }, { filterPattern: '{ $.a = }' }]) {
      await expect(filter(input)).rejects.toMatchObject({ name: 'InvalidParameterException' });
    }
  });

  it('needs permission on the group', () => {
    const { service } = account();
    const call = { principal: { arn: 'role' }, command: 'FilterLogEvents', requestId: 'request' };
    expect(service.commands.FilterLogEvents?.needs({ logGroupName: GROUP } as never, call)).toEqual([
      {
        action: 'logs:FilterLogEvents',
        resource: `arn:aws:logs:eu-west-1:000000000000:log-group:${GROUP}:log-stream:`,
      },
    ]);
  });
});

describe('GetLogEvents', () => {
  const lines = ({ events }: GetLogEventsResponse) => events?.map(({ message }) => message);

  it('gives the newest lines, and earlier ones by the backward token', async () => {
    const { get, writeEveryMinute } = account();
    await writeEveryMinute(9);
    const newest = await get({ limit: 2 });
    expect(lines(newest)).toEqual(['line 6', 'line 8']);
    expect(lines(await get({ limit: 2, nextToken: newest.nextBackwardToken }))).toEqual(['line 2', 'line 4']);
  });

  it('gives the oldest lines from the head, and at the end the token it was given', async () => {
    const { get, writeEveryMinute } = account();
    await writeEveryMinute(5);
    const first = await get({ limit: 2, startFromHead: true });
    expect(lines(first)).toEqual(['line 0', 'line 2']);
    const second = await get({ limit: 2, nextToken: first.nextForwardToken });
    expect(lines(second)).toEqual(['line 4']);
    const end = await get({ limit: 2, nextToken: second.nextForwardToken });
    expect([lines(end), end.nextForwardToken]).toEqual([[], second.nextForwardToken]);
  });

  it('takes the end of the time range as exclusive', async () => {
    const { get, writeEveryMinute } = account();
    await writeEveryMinute(5);
    expect(lines(await get({ startTime: NOON, endTime: NOON + 4 * MINUTE }))).toEqual(['line 0', 'line 2']);
  });

  it('refuses an unknown stream', async () => {
    const { get, writeEveryMinute } = account();
    await writeEveryMinute(1);
    await expect(get({ logStreamName: 'nobody' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The specified log stream does not exist.',
    });
  });
});

describe('PutLogEvents', () => {
  it('needs a group and a stream that exist', async () => {
    const { put, service, filter } = account();
    const events = [{ timestamp: NOON, message: 'hello' }];
    await expect(put(events)).rejects.toMatchObject({ message: 'The specified log group does not exist.' });
    await send(service, 'CreateLogGroup', { logGroupName: GROUP });
    await expect(put(events)).rejects.toMatchObject({ message: 'The specified log stream does not exist.' });
    await send(service, 'CreateLogStream', { logGroupName: GROUP, logStreamName: 'a' });
    expect(await put(events)).toEqual({});
    expect((await filter()).messages).toEqual(['hello']);
  });

  it('rejects what is too old or too new and takes the rest', async () => {
    const { put, service, filter } = account();
    service.write(GROUP, 'a', 'first');
    const output = await put([
      { timestamp: NOON - 15 * DAY, message: 'too old' },
      { timestamp: NOON, message: 'right' },
      { timestamp: NOON + 3 * 60 * MINUTE, message: 'too new' },
    ]);
    expect(output).toEqual({
      rejectedLogEventsInfo: { tooOldLogEventEndIndex: 1, tooNewLogEventStartIndex: 2 },
    });
    expect((await filter()).messages).toEqual(['first', 'right']);
  });

  it('refuses lines that are not in order', async () => {
    const { put, service } = account();
    service.write(GROUP, 'a', 'first');
    const disordered = [
      { timestamp: NOON + 1, message: 'b' },
      { timestamp: NOON, message: 'a' },
    ];
    await expect(put(disordered)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Log events in a single PutLogEvents request must be in chronological order.',
    });
  });
});

describe('log groups', () => {
  async function withGroups() {
    const made = account();
    for (const logGroupName of ['/aws/lambda/b', '/aws/lambda/a', '/ecs/storefront']) {
      await send(made.service, 'CreateLogGroup', { logGroupName });
    }
    const describeGroups = (input: object) =>
      send<DescribeLogGroupsResponse>(made.service, 'DescribeLogGroups', input);
    return { ...made, describeGroups };
  }

  it.each([
    [{}, ['/aws/lambda/a', '/aws/lambda/b', '/ecs/storefront']],
    [{ logGroupNamePrefix: '/aws/' }, ['/aws/lambda/a', '/aws/lambda/b']],
    [{ logGroupNamePattern: 'STORE' }, ['/ecs/storefront']],
  ])('with %j are %j', async (input, expected) => {
    const { describeGroups } = await withGroups();
    const { logGroups } = await describeGroups(input);
    expect(logGroups?.map(({ logGroupName }) => logGroupName)).toEqual(expected);
  });

  it('are described with both of their ARNs, page by page', async () => {
    const { describeGroups } = await withGroups();
    const first = await describeGroups({ limit: 2 });
    expect(first.logGroups?.[0]).toMatchObject({
      arn: 'arn:aws:logs:eu-west-1:000000000000:log-group:/aws/lambda/a:*',
      logGroupArn: 'arn:aws:logs:eu-west-1:000000000000:log-group:/aws/lambda/a',
      creationTime: NOON,
      retentionInDays: 30,
    });
    const second = await describeGroups({ limit: 2, nextToken: first.nextToken });
    expect(second.logGroups?.map(({ logGroupName }) => logGroupName)).toEqual(['/ecs/storefront']);
    expect(second.nextToken).toBeUndefined();
  });

  it('cannot be made twice or with a name that AWS refuses', async () => {
    const { service } = await withGroups();
    const again = send(service, 'CreateLogGroup', { logGroupName: '/aws/lambda/a' });
    await expect(again).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
      message: 'The specified log group already exists',
    });
    const named = send(service, 'CreateLogGroup', { logGroupName: 'with space' });
    await expect(named).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

describe('CloudWatchLogs', () => {
  it('comes back from its snapshot', async () => {
    const first = account();
    await first.writeEveryMinute(3);
    const saved = JSON.parse(JSON.stringify(first.service.snapshot()));
    const second = account();
    second.service.restore(saved);
    expect(await second.filter()).toEqual(await first.filter());
  });
});
