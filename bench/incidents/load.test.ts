import { describe, expect, it } from 'vitest';
import { FAULT_KINDS } from './fault-kinds.ts';
import { allowedActions, isFixable } from './labelled.ts';
import { loadLibrary, loadScenarios } from './load.ts';
import { resolve } from './resolve.ts';
import type { WrittenScenario } from './scenario.ts';

const library = loadLibrary();
const scenarios = loadScenarios(library);

const plain: WrittenScenario = {
  id: 'plain',
  words: 'One pair burns CPU.',
  on: 'single',
  faults: [{ kind: 'cpu-burn', at: 'storefront', afterMinutes: 8, intensity: 60 }],
  alarms: [{ kind: 'cpu', on: 'storefront' }],
  labels: [
    {
      alarms: ['storefront-cpu'],
      cause: { at: 'storefront', kind: 'cpu-burn' },
      fixable: true,
      why: 'New tasks do not have the thread.',
      allowed: ['restart storefront'],
      end: 'repaired',
    },
  ],
};
const [label] = plain.labels;

describe('the labelled scenarios', () => {
  it('are at least sixty, and every kind of fault is in one', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(60);
    const kinds = new Set(scenarios.flatMap(({ faults }) => faults.map(({ kind }) => kind)));
    expect(Object.keys(FAULT_KINDS).filter((kind) => !kinds.has(kind as never))).toEqual([]);
  });

  it('hold the hard cases', () => {
    const some = (holds: (scenario: (typeof scenarios)[number]) => boolean) => scenarios.filter(holds).length;
    expect(some(({ labels }) => labels.length === 0)).toBeGreaterThanOrEqual(5);
    expect(some(({ labels }) => labels.some(({ end }) => end === 'one-incident'))).toBeGreaterThanOrEqual(3);
    expect(some(({ labels }) => labels.length > 1)).toBeGreaterThanOrEqual(4);
    expect(some((scenario) => scenario.labels.length > 0 && !isFixable(scenario))).toBeGreaterThanOrEqual(20);
    expect(some(isFixable)).toBeGreaterThanOrEqual(40);
    expect(some(({ refusals }) => refusals.length > 0)).toBeGreaterThanOrEqual(3);
    expect(some(({ approval }) => approval === 'never')).toBeGreaterThanOrEqual(1);
    expect(some(({ alarms }) => alarms.some(({ missing }) => missing === 'ignore'))).toBeGreaterThanOrEqual(
      1,
    );
    expect(some(({ delivery }) => delivery.copies > 1 || delivery.lateSeconds > 0)).toBeGreaterThanOrEqual(3);
    expect(some(({ alarms }) => alarms.length >= 12)).toBeGreaterThanOrEqual(3);
    expect(some(({ labels }) => labels.some(({ end }) => end === 'deployment-rolled-back'))).toBe(1);
  });

  it('are complete: alarms with their numbers, tags and what may be done', () => {
    const scenario = resolve(library, plain);
    expect(scenario.alarms).toEqual([
      {
        id: 'storefront-cpu',
        kind: 'cpu',
        on: 'storefront',
        metric: { namespace: 'AWS/ECS', name: 'CPUUtilization', statistic: 'Average', periodSeconds: 60 },
        comparison: '>',
        threshold: 80,
        datapoints: { toAlarm: 3, of: 3 },
        missing: 'missing',
        tags: {
          'operate:service': 'storefront',
          'operate:environment': 'production',
          'operate:severity': 'medium',
        },
      },
    ]);
    expect(allowedActions(scenario)).toEqual([{ tool: 'restart', target: 'storefront' }]);
    expect(scenario.load).toEqual({ storefront: 60 });
  });
});

describe('a scenario is refused that', () => {
  const refused: readonly (readonly [string, object, RegExp])[] = [
    ['has a field nobody knows', { colour: 'red' }, /colour/],
    ['plays in no topology', { on: 'nowhere' }, /no topology nowhere/],
    ['befalls nobody', { faults: [{ ...plain.faults[0], at: 'cart' }] }, /fault cpu-burn: there is no cart/],
    [
      'befalls what cannot have it',
      { on: 'function', faults: [{ ...plain.faults[0], at: 'pricing' }] },
      /pricing is a lambda-alias/,
    ],
    [
      'has a bad version without a deployment',
      { faults: [{ ...plain.faults[0], kind: 'failing-version' }] },
      /no version of storefront is deployed/,
    ],
    ['watches nobody', { alarms: [{ kind: 'cpu', on: 'cart' }] }, /alarm cpu: there is no cart/],
    ['has an alarm of no kind', { alarms: [{ kind: 'mood', on: 'storefront' }] }, /no kind of alarm mood/],
    [
      'asks for more of M than of N',
      { alarms: [{ kind: 'cpu', on: 'storefront', datapoints: '3 of 2' }] },
      /3 of 2 is not possible/,
    ],
    ['labels an alarm that is not there', { labels: [{ ...label, alarms: ['a-b'] }] }, /no alarm a-b/],
    ['holds an alarm twice', { labels: [label, label] }, /belongs to two incidents/],
    ['allows what is no remedy', { labels: [{ ...label, allowed: ['delete storefront'] }] }, /not '<remedy>/],
    ['allows something elsewhere', { labels: [{ ...label, allowed: ['restart cart'] }] }, /there is no cart/],
    ['is fixable by nothing', { labels: [{ ...label, allowed: [] }] }, /nothing is allowed/],
    ['is fixable and escalated', { labels: [{ ...label, end: 'escalated' }] }, /fixable, and ends escalated/],
    [
      'names a cause that is not there',
      { labels: [{ ...label, cause: { at: 'storefront', kind: 'hung-tasks' } }] },
      /no fault hung-tasks/,
    ],
  ];

  it.each(refused)('%s', (_, change, message) => {
    expect(() => resolve(library, { ...plain, ...change } as WrittenScenario)).toThrow(message);
  });

  it('blames a service for the alarm of one that has nothing to do with it', () => {
    const far = {
      on: 'islands',
      alarms: [{ kind: 'cpu', on: ['storefront', 'reports'] }],
      labels: [{ ...label, alarms: ['storefront-cpu', 'reports-cpu'] }],
    };
    expect(() => resolve(library, { ...plain, ...far } as WrittenScenario)).toThrow(
      /reports-cpu cannot come from storefront/,
    );
  });
});
