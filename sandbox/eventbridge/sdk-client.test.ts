import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { testAccount } from '../hook/account.fixture.ts';
import { EventBridge } from './eventbridge.ts';

describe('through the real EventBridge client', () => {
  it('PutEvents takes and gives the shapes of AWS, and reaches the targets of rules', async () => {
    const received: string[] = [];
    const calls = {
      invokeFunction: async (_: string, event: string) => void received.push(event),
      startExecution: async () => {},
    };
    const { clients, clock } = testAccount((scope) => {
      const bridge = new EventBridge(scope, calls);
      const arn = 'arn:aws:lambda:eu-west-1:000000000000:function:notify';
      const targets = [{ id: 'notify', arn, inputPath: '$.detail.id' }];
      bridge.putRule({ name: 'promoted', pattern: { 'detail-type': ['Promoted'] }, targets });
      return [bridge];
    });
    const entry = { Source: 'operate', DetailType: 'Promoted', Detail: '{"id":"d-1"}' };
    const output = await clients(EventBridgeClient).send(
      new PutEventsCommand({ Entries: [entry, { ...entry, Detail: '{' }] }),
    );
    expect(output).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ EventId: expect.any(String) }, { ErrorCode: 'MalformedDetail' }],
    });
    await clock.runUntilIdle();
    expect(received).toEqual(['"d-1"']);
  });
});
