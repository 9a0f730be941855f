import { describe, expect, it } from 'vitest';
import { InvalidInput } from '../../errors.ts';
import { term } from '../objective.fixture.ts';
import type { Objective } from '../objective.ts';
import { cloudWatch, SLO, SURROUNDINGS } from './documents.fixture.ts';
import { readObjectives } from './read-objectives.ts';

const read = (text: string) => readObjectives(text, SURROUNDINGS).objectives;
const only = (text: string): Objective => read(text)[0] ?? expect.fail('There is none.');
/** What is wrong, each as field, problem and what is allowed. */
const wrong = (text: string): string[] => {
  try {
    read(text);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return (error.detail.violations ?? []).map((one) => `${one.field} ${one.problem}: ${one.allowed}`);
  }
  return expect.fail('It could be read.');
};
const changed = (...pairs: readonly (readonly [string, string])[]) =>
  pairs.reduce((text, [before, after]) => {
    if (!text.includes(before)) throw new Error(`There is no ${before}.`);
    return text.replace(before, after);
  }, SLO);
const sli = (metric: string, ...others: readonly (readonly [string, string])[]) =>
  changed(
    [SLO.slice(SLO.indexOf('      ratioMetric:'), SLO.indexOf('  objectives:')), `      ${metric}\n`],
    ...others,
  );

describe('an SLO of OpenSLO', () => {
  it('of the metrics of a registered service, with everything that it leaves to us', () => {
    expect(only(SLO)).toMatchObject({
      name: 'shop-availability',
      title: 'Shop answers',
      environment: 'production',
      service: 'shop',
      kind: 'availability',
      target: 0.999,
      method: { kind: 'Occurrences' },
      window: { kind: 'rolling', seconds: 30 * 86_400 },
      indicator: { kind: 'ratio', counts: 'bad', counted: [term('Errors')], total: [term('RequestCount')] },
      slotSeconds: 300,
      least: { bad: 3, total: 10 },
      noData: 'unknown',
      alertWhenVanished: true,
      policy: { name: 'default' },
    });
    expect(only(SLO).alerts.map(({ factor }) => factor)).toEqual([14.4, 6, 3, 1]);
  });

  it('of metrics of CloudWatch, by dimensions in either form, added up', () => {
    const spec = (dimensions: string) =>
      `{ namespace: AWS/ApplicationELB, metricName: RequestCount, stat: Sum, dimensions: ${dimensions} }`;
    const good = `{ metricSource: { type: CloudWatch, spec: { region: eu-west-1, sum: [${spec('{ LoadBalancer: app/a/1 }')}] } } }`;
    const total = `{ metricSource: { type: CloudWatch, spec: ${spec('[{ name: LoadBalancer, value: app/b/2 }]')} } }`;
    const { indicator } = only(sli(`ratioMetric: { counter: true, good: ${good}, total: ${total} }`));
    const of = (LoadBalancer: string) => ({
      namespace: 'AWS/ApplicationELB',
      metric: 'RequestCount',
      stat: 'Sum',
      dimensions: { LoadBalancer },
    });
    expect(indicator).toEqual({
      kind: 'ratio',
      counts: 'good',
      counted: [of('app/a/1')],
      total: [of('app/b/2')],
    });
  });

  it.each<[string, string, string, object]>([
    [
      'the share of requests under a limit by percentile rank',
      `ratioMetric: { good: ${cloudWatch('Time', 'PR(:0.3)')}, total: ${cloudWatch('Time', 'SampleCount')} }`,
      'latency',
      { kind: 'rank', shares: [term('Time', 'PR(:0.3)')], total: [term('Time', 'SampleCount')] },
    ],
    [
      'the number of requests under a limit',
      'ratioMetric: { good: { metricSource: { type: Operate, spec: { metric: latency, underSeconds: 0.3 } } } }',
      'latency',
      {
        kind: 'ratio',
        counts: 'good',
        counted: [term('Time', 'TC(:0.3)')],
        total: [term('Time', 'SampleCount')],
      },
    ],
    [
      'a ratio that somebody else worked out',
      `ratioMetric: { rawType: failure, raw: ${cloudWatch('ErrorRate', 'Average')} }`,
      'other',
      { kind: 'raw', metric: [term('ErrorRate', 'Average')], is: 'failure' },
    ],
  ])('of %s', (_what, metric, kind, indicator) => {
    expect(only(sli(metric))).toMatchObject({ kind, indicator });
  });

  it('of freshness, by the slices of time in which a metric keeps a limit', () => {
    const text = sli(
      `thresholdMetric: ${cloudWatch('Age', 'Maximum')}`,
      ['budgetingMethod: Occurrences', 'budgetingMethod: Timeslices'],
      [
        '- target: 0.999',
        '- { op: lte, value: 600, targetPercent: 99.5, timeSliceTarget: 1, timeSliceWindow: 1 }',
      ],
      ['displayName: Shop answers', 'annotations: { operate/kind: freshness, operate/no-data: bad }'],
    );
    expect(only(text)).toMatchObject({
      kind: 'freshness',
      target: 0.995,
      method: { kind: 'Timeslices', sliceSeconds: 60, sliceTarget: 1 },
      indicator: { kind: 'threshold', metric: [term('Age', 'Maximum')], op: 'lte', value: 600 },
      slotSeconds: 60,
      least: { bad: 0, total: 1 },
      noData: 'bad',
    });
  });

  it('over a calendar window, of ratios of slices', () => {
    const text = changed(
      ['duration: 30d', 'duration: 1M'],
      ['isRolling: true', "calendar: { startTime: '2026-01-01 12:30:00', timeZone: America/New_York }"],
      ['Occurrences', 'RatioTimeslices'],
      ['- target: 0.999', '- { target: 0.99, timeSliceWindow: 1h }'],
    );
    expect(only(text)).toMatchObject({
      window: {
        kind: 'calendar',
        count: 1,
        unit: 'M',
        start: '2026-01-01T12:30:00',
        timeZone: 'America/New_York',
      },
      method: { kind: 'RatioTimeslices', sliceSeconds: 3600 },
    });
  });

  it('with its SLI, data source, alert policy and condition in documents of their own, and others that say nothing', () => {
    const text = `${changed(
      [SLO.slice(SLO.indexOf('  indicator:'), SLO.indexOf('  objectives:')), '  indicatorRef: errors\n'],
      ['    - target: 0.999', '    - target: 0.999\n  alertPolicies:\n    - alertPolicyRef: page'],
    )}---
apiVersion: openslo/v1
kind: SLI
metadata: { name: errors }
spec:
  ratioMetric:
    bad: { metricSource: { metricSourceRef: metrics, spec: { namespace: Shop, metricName: Bad, stat: Sum } } }
    total: { metricSource: { metricSourceRef: metrics, spec: { namespace: Shop, metricName: All, stat: Sum } } }
---
- { apiVersion: openslo/v1, kind: DataSource, metadata: { name: metrics }, spec: { type: CloudWatch } }
- { apiVersion: openslo/v1, kind: Service, metadata: { name: shop }, spec: { description: Shop } }
- { apiVersion: openslo/v1, kind: AlertNotificationTarget, metadata: { name: me }, spec: { target: email } }
---
apiVersion: openslo/v1
kind: AlertPolicy
metadata: { name: page }
spec:
  alertWhenBreaching: true
  alertWhenNoData: true
  conditions: [{ conditionRef: fast }]
  notificationTargets: [{ targetRef: me }]
---
apiVersion: openslo/v1
kind: AlertCondition
metadata: { name: fast }
spec:
  severity: page
  condition: { kind: burnrate, threshold: 2, lookbackWindow: 1h, alertAfter: 5m }
`;
    expect(readObjectives(text, SURROUNDINGS).ignored).toEqual([
      'Service shop',
      'AlertNotificationTarget me',
    ]);
    expect(only(text)).toMatchObject({
      indicator: { counted: [term('Bad')], total: [term('All')] },
      alertWhenVanished: true,
      alerts: [
        { name: 'fast', severity: 'page', factor: 2, longSeconds: 3600, shortSeconds: 3600, forSeconds: 300 },
      ],
    });
  });

  it('of several targets is several, and with weights one', () => {
    const both = changed(['- target: 0.999', '- { displayName: Fine, target: 0.99 }\n    - target: 0.9']);
    expect(read(both).map(({ name, target }) => [name, target])).toEqual([
      ['shop-availability-fine', 0.99],
      ['shop-availability-2', 0.9],
    ]);
    const part = (name: string, weight: number) =>
      `{ target: 0.99, compositeWeight: ${weight}, indicator: { metadata: { name: ${name} }, spec: { ratioMetric: { bad: ${cloudWatch(name)}, total: ${cloudWatch('All')} } } } }`;
    const composite = changed(['- target: 0.999', `- ${part('one', 3)}\n    - ${part('two', 1)}`]);
    expect(read(composite)).toMatchObject([
      {
        name: 'shop-availability',
        indicator: {
          kind: 'composite',
          parts: [{ weight: 3 }, { weight: 1, indicator: { counted: [term('two')] } }],
        },
      },
    ]);
    expect(
      wrong(composite.replace('target: 0.99, compositeWeight: 1', 'target: 0.9, compositeWeight: 1')),
    ).toEqual([expect.stringContaining('is 0.9 where the first has 0.99')]);
  });

  it('names a policy and a contract', () => {
    const text = `${changed(['displayName: Shop answers', 'annotations: { operate/policy: strict, operate/sla: gold }'])}---
apiVersion: operate/v1
kind: BudgetPolicy
metadata: { name: strict }
spec:
  ladder: [{ belowPercent: 75, action: warn }, { belowPercent: 10, action: freeze }]
  noData: approval
  exit: { abovePercent: 20, for: 2d }
---
apiVersion: operate/v1
kind: SLA
metadata: { name: gold }
spec:
  targetPercent: 99.5
  startDay: 15
  timeZone: Europe/Dublin
  credits: [{ belowPercent: 99.5, creditPercent: 10 }, { belowPercent: 99, creditPercent: 25 }]
`;
    expect(only(text)).toMatchObject({
      policy: {
        name: 'strict',
        ladder: [
          { below: 0.75, action: 'warn' },
          { below: 0.1, action: 'freeze' },
        ],
        noData: 'approval',
        exit: { above: 0.2, seconds: 172_800 },
      },
      sla: {
        name: 'gold',
        target: 0.995,
        startDay: 15,
        credits: [{ below: 0.995, credit: 0.1 }, { credit: 0.25 }],
      },
    });
  });
});

describe('what cannot be read is refused by line, field, problem and what is allowed', () => {
  it.each<[string, string, string]>([
    [
      'another source',
      changed(['type: Operate, spec: { metric: errors }', 'type: Prometheus, spec: { query: up }']),
      'spec.indicator.spec.ratioMetric.bad.metricSource.type is "Prometheus", which cannot be read here (line 16, column 32): CloudWatch (spec: namespace, metricName, stat, dimensions), or Operate (spec: metric requests, errors or latency) for a registered service',
    ],
    [
      'a target of everything',
      changed(['target: 0.999', 'target: 1']),
      'spec.objectives.0.target does not fit (line 19, column 7): a number from 0 to 0.999999999',
    ],
    [
      'two targets',
      changed(['target: 0.999', 'target: 0.9\n      targetPercent: 90']),
      'spec.objectives.0.target is missing, or given twice (line 19, column 7): either target or targetPercent',
    ],
    [
      'a method',
      changed(['Occurrences', 'Guess']),
      'spec.budgetingMethod is not known (line 8, column 3): one of Occurrences, Timeslices, RatioTimeslices',
    ],
    [
      'a field that is misspelt',
      changed(['timeWindow', 'timeWindows']),
      'spec.timeWindows is not a known field (line 9, column 3): service, objectives, description, budgetingMethod, timeWindow, indicator, indicatorRef, alertPolicies',
    ],
    [
      'a window',
      changed(['duration: 30d', 'duration: 30 days']),
      'spec.timeWindow.0.duration is "30 days" (line 10, column 7): a number and m, h, d, w, M, Q or Y, such as 30d',
    ],
    [
      'a slice without a length',
      changed(['Occurrences', 'Timeslices']),
      'spec.objectives.0.timeSliceWindow is missing (line 19, column 7): minutes, or a duration, of which a day is a multiple',
    ],
    [
      'a service of which nobody knows',
      changed(['service: shop', 'service: basket']),
      'spec.indicator.spec.ratioMetric.bad.metricSource.spec asks for the metrics of basket, which is not registered in production (line 16, column 47): a registered service; list_services names them',
    ],
    [
      'errors that are counted by version',
      changed(['service: shop', 'service: mail']),
      'spec.indicator.spec.ratioMetric.bad.metricSource.spec.metric is counted by version (line 16, column 55): a metric of CloudWatch by its name',
    ],
    [
      'another region',
      sli(
        `ratioMetric: { bad: ${cloudWatch('Bad').replace('spec: {', 'spec: { region: us-east-1,')}, total: ${cloudWatch('All')} }`,
      ),
      'spec.indicator.spec.ratioMetric.bad.metricSource.spec.region is "us-east-1"; metrics of another region are not read (line 15, column 71): eu-west-1',
    ],
    [
      'another version of OpenSLO',
      changed(['openslo/v1', 'openslo/v2alpha']),
      'apiVersion is "openslo/v2alpha", which is not read (line 1, column 1): openslo/v1, operate/v1, sloth.slok.dev/v1, pyrra.dev/v1alpha1, or version: prometheus/v1',
    ],
    [
      'an annotation of ours that is none',
      changed(['displayName: Shop answers', 'annotations: { operate/minimum: "3" }']),
      'metadata.annotations.operate/minimum is not known (line 5, column 18): operate/kind, operate/minimum-bad, operate/minimum-events, operate/no-data, operate/windows, operate/policy, operate/sla',
    ],
    [
      'credentials',
      `${SLO}---\napiVersion: openslo/v1\nkind: DataSource\nmetadata: { name: cw }\nspec:\n  type: CloudWatch\n  connectionDetails:\n    accessKeyID: AKIA\n`,
      'spec.connectionDetails.accessKeyID is a credential (line 27, column 5): nothing: metrics are read by the role of the function',
    ],
    [
      'an alert that can never fire',
      changed(
        ['target: 0.999', 'target: 0.9'],
        [
          '    - target: 0.9',
          `    - target: 0.9
  alertPolicies:
    - kind: AlertPolicy
      metadata: { name: never }
      spec:
        conditions:
          - kind: AlertCondition
            metadata: { name: never }
            spec: { severity: page, condition: { threshold: 14.4, lookbackWindow: 1h } }`,
        ],
      ),
      'spec.alertPolicies.0.spec.conditions.0.spec.condition.threshold is 14.4, which a target of 0.9 never reaches (line 27, column 50): less than 10: a total outage burns no faster',
    ],
  ])('%s', (_what, text, violation) => {
    expect(wrong(text)).toContain(violation);
  });

  it('all of it at once', () => {
    const text = changed(['Occurrences', 'Guess'], ['service: shop', 'service: "My Shop"']);
    expect(wrong(text)).toHaveLength(2);
    expect(wrong(`${SLO}---\n${SLO}`)).toEqual([expect.stringContaining('is that of another SLO')]);
    expect(wrong('# nothing\n')).toEqual([
      'document is empty: a document of kind SLO, PrometheusServiceLevel or ServiceLevelObjective',
    ]);
    expect(wrong('a: [1')[0]).toContain('line ');
  });

  it('drops what could never fire of the alerts that nobody asked for', () => {
    const names = (target: string) => only(changed(['0.999', target])).alerts.map(({ name }) => name);
    expect(names('0.93')).toEqual(['page-slow', 'ticket-quick', 'ticket-slow']);
    expect(names('0.5')).toEqual(['ticket-slow']);
  });
});
