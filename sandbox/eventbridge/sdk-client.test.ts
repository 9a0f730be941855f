import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
  PutEventsCommand,
} from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { testAccount } from '../hook/account.fixture.ts';
import { EventBridge } from './eventbridge.ts';

describe('through the real EventBridge client', () => {
  it('PutEvents takes and gives the shapes of AWS, and reaches the targets of rules', async () => {
    const received: string[] = [];
    const calls = {
      invokeFunction: async (_: string, event: string) => void received.push(event),
      startExecution: async () => {},
      sendMessage: async () => {},
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

  it('shows a rule with its targets, and refuses one that is not there', async () => {
    const arn = 'arn:aws:lambda:eu-west-1:000000000000:function:notify';
    const inputTransformer = { inputPathsMap: { id: '$.detail.id' }, inputTemplate: '{"id": <id>}' };
    const { clients } = testAccount((scope) => {
      const bridge = new EventBridge(scope, {
        invokeFunction: async () => {},
        startExecution: async () => {},
        sendMessage: async () => {},
      });
      bridge.putRule({
        name: 'promoted',
        pattern: { source: ['app'] },
        enabled: false,
        targets: [{ id: 'notify', arn, inputTransformer, deadLetterArn: 'arn:queue' }],
      });
      return [bridge];
    });
    const events = clients(EventBridgeClient);
    expect(await events.send(new DescribeRuleCommand({ Name: 'promoted' }))).toMatchObject({
      Arn: 'arn:aws:events:eu-west-1:000000000000:rule/promoted',
      State: 'DISABLED',
      EventPattern: '{"source":["app"]}',
    });
    expect((await events.send(new ListTargetsByRuleCommand({ Rule: 'promoted' }))).Targets).toEqual([
      {
        Id: 'notify',
        Arn: arn,
        InputTransformer: { InputPathsMap: { id: '$.detail.id' }, InputTemplate: '{"id": <id>}' },
        DeadLetterConfig: { Arn: 'arn:queue' },
      },
    ]);
    await expect(events.send(new DescribeRuleCommand({ Name: 'gone' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});
