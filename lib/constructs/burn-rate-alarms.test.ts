import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  PutCompositeAlarmCommand,
  type PutCompositeAlarmInput,
  PutMetricAlarmCommand,
  type PutMetricAlarmInput,
} from '@aws-sdk/client-cloudwatch';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { install } from '../../test/flows/installation.ts';
import { all } from '../template.fixture.ts';
import { burnAlarmsStack, ORDERS_DOCUMENT } from './users-stack.fixture.ts';

const MINUTE_MS = 60_000;
const DOCUMENT = ORDERS_DOCUMENT;
const stack = burnAlarmsStack;

describe('burn alarms of CloudWatch', () => {
  it('are a pair for each pair of windows and one for each severity, at a cost that is said', () => {
    const made = stack();
    const template = Template.fromStack(made);
    template.resourceCountIs('AWS::CloudWatch::Alarm', 8);
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'production-orders-page-quick-long',
      Threshold: 0.0144,
      TreatMissingData: 'ignore',
      Metrics: [
        {
          Id: 'burn',
          Expression:
            'IF((FILL(t0, 0)) > 0, IF((FILL(t0, 0)) >= 10 AND (FILL(c0, 0)) >= 3, (FILL(c0, 0)) / (FILL(t0, 0)), 0))',
        },
        { Id: 'c0', MetricStat: { Period: 3600, Stat: 'Sum' } },
        { Id: 't0' },
      ],
    });
    template.hasResourceProperties('AWS::CloudWatch::CompositeAlarm', {
      AlarmRule:
        '(ALARM("production-orders-page-quick-long") AND ALARM("production-orders-page-quick-short")) OR (ALARM("production-orders-page-slow-long") AND ALARM("production-orders-page-slow-short"))',
      Tags: Match.arrayWith([{ Key: 'operate:service', Value: 'orders' }]),
    });
    Annotations.fromStack(made).hasInfo('*', Match.stringLikeRegexp('of orders cost \\$2.60 a month'));
  });

  it.each([
    [
      DOCUMENT.replace(
        '[{ target: 0.999 }]',
        '[{ target: 0.9, timeSliceTarget: 1, timeSliceWindow: 5 }]\n  budgetingMethod: Timeslices',
      ),
      /orders counts Timeslices/,
    ],
    [
      DOCUMENT.replace('bad: {', 'rawType: failure\n        raw: {').replace(/ {8}total:.*\n/, ''),
      /measured by a raw/,
    ],
    [
      DOCUMENT.replace('metadata: {', 'metadata: { annotations: { operate/windows: pyrra },'),
      /page-quick to hold for/,
    ],
    [DOCUMENT.replaceAll('type: CloudWatch', 'type: Prometheus'), /which cannot be read here/],
  ])('refuse by name what metric math cannot count: %#', (document, words) => {
    expect(() => stack(document)).toThrow(words);
  });

  it('open one incident when the budget burns, and none of their parts', async () => {
    const installation = await install();
    const { context, clock, account, as } = installation;
    const cloudWatch = context.clients(CloudWatchClient);
    const template = Template.fromStack(stack());
    for (const properties of all(template, 'AWS::CloudWatch::Alarm'))
      await cloudWatch.send(new PutMetricAlarmCommand(properties as unknown as PutMetricAlarmInput));
    for (const properties of all(template, 'AWS::CloudWatch::CompositeAlarm'))
      await cloudWatch.send(new PutCompositeAlarmCommand(properties as unknown as PutCompositeAlarmInput));
    const begin = Math.ceil(clock.now() / MINUTE_MS) * MINUTE_MS;
    for (let minute = 0; minute < 20; minute++)
      for (const [metric, count] of Object.entries({ All: 100, Bad: minute < 10 ? 0 : 30 }))
        account.scope.record({
          namespace: 'Orders',
          metric,
          dimensions: {},
          at: begin + minute * MINUTE_MS,
          value: 1,
          unit: 'Count',
          count,
        });
    await clock.advanceBy(16 * MINUTE_MS);
    const { CompositeAlarms = [] } = await cloudWatch.send(
      new DescribeAlarmsCommand({ AlarmTypes: ['CompositeAlarm'], StateValue: 'ALARM' }),
    );
    expect(CompositeAlarms.map(({ AlarmName }) => AlarmName)).toContain('production-orders-page');
    const { incidents } = await as('viewer').list_incidents({});
    expect(incidents).toMatchObject([{ severity: 'critical', services: ['orders'] }]);
    await installation.close();
  }, 120_000);
});
