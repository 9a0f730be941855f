import { describe, expect, it } from 'vitest';
import type { EventEnvelope } from './event-envelope.ts';
import { transformInput } from './input-transformer.ts';

const event: EventEnvelope = {
  version: '0',
  id: 'event-1',
  'detail-type': 'EC2 Instance State-change Notification',
  source: 'aws.ec2',
  account: '000000000000',
  time: '2015-11-11T21:29:54Z',
  region: 'eu-west-1',
  resources: ['arn:aws:ec2:eu-west-1:000000000000:instance/i-abcd1111'],
  detail: {
    'instance-id': 'i-0123456789',
    state: 'RUNNING',
    count: 2,
    tags: { team: 'web' },
    quote: 'say "hi"',
  },
};

const context = {
  event,
  ruleArn: 'arn:aws:events:eu-west-1:000000000000:rule/example',
  ruleName: 'example',
  ingestionTime: '2015-11-11T21:29:55Z',
};

const inputPathsMap = {
  instance: '$.detail.instance-id',
  state: '$.detail.state',
  count: '$.detail.count',
  tags: '$.detail.tags',
  quote: '$.detail.quote',
  first: '$.resources[0]',
  missing: '$.detail.nothing',
};

const transform = (inputTemplate: string): unknown =>
  JSON.parse(transformInput({ inputPathsMap, inputTemplate }, context));

describe('input transformer', () => {
  it('gives JSON values outside quotes and text inside', () => {
    const template =
      '{"instance": <instance>, "state": [9, <state>, true], "count": <count>, "line": "is <state>"}';
    expect(transform(template)).toEqual({
      instance: 'i-0123456789',
      state: [9, 'RUNNING', true],
      count: 2,
      line: 'is RUNNING',
    });
  });

  it('fills a string template, with escaped quotes kept', () => {
    expect(transform('"instance \\"<instance>\\" is in <state>"')).toBe(
      'instance "i-0123456789" is in RUNNING',
    );
  });

  it('takes a path that finds nothing as the empty string', () => {
    expect(transform('{"command": <missing>}')).toEqual({ command: '' });
    expect(transform('"extracted <missing>"')).toBe('extracted ');
  });

  it('knows the reserved variables, the event without its detail included', () => {
    const template =
      '{"rule": <aws.events.rule-arn>, "event": <aws.events.event>, "all": <aws.events.event.json>}';
    expect(transform(template)).toEqual({
      rule: context.ruleArn,
      event: {
        version: '0',
        id: 'event-1',
        detailType: event['detail-type'],
        source: 'aws.ec2',
        account: '000000000000',
        time: context.ingestionTime,
        region: 'eu-west-1',
        resources: event.resources,
      },
      all: event,
    });
    expect(transform('"<aws.events.rule-name> triggered"')).toBe('example triggered');
  });

  it('puts objects in as they are, and without their quotes into a string template', () => {
    expect(transform('{"tags": <tags>, "first": <first>}')).toEqual({
      tags: { team: 'web' },
      first: event.resources[0],
    });
    expect(transform('"tags <tags>"')).toBe('tags {team:web}');
  });

  it('does not escape text inside quotes, so that a quote in a value spoils the JSON', () => {
    expect(() => transform('{"line": "<quote>"}')).toThrow(SyntaxError);
    expect(transform('{"line": <quote>}')).toEqual({ line: 'say "hi"' });
  });
});
