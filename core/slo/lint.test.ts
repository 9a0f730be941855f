import { describe, expect, it } from 'vitest';
import { recommendedAlerts } from './alert-windows.ts';
import { alarmDollars, readingDollars } from './cost.ts';
import { type LintFacts, lint } from './lint.ts';
import { OBJECTIVE } from './objective.fixture.ts';
import type { Objective } from './objective.ts';
import { alertWords, summaryOf } from './summary.ts';
import { NO_TALLY } from './tally.ts';

const seen = { hours: 168, tally: { ...NO_TALLY, good: 1_680_000, total: 1_680_000, known: 2016 } };
const FACTS: LintFacts = { isRegistered: true, marginSeconds: 120, seen };
const found = (changes: Partial<Objective> = {}, facts: Partial<LintFacts> = {}) =>
  lint({ ...OBJECTIVE, ...changes }, { ...FACTS, ...facts });
const words = (check: string, ...given: Parameters<typeof found>) =>
  found(...given).find((one) => one.check === check)?.words;

describe('an objective is looked at before it is set', () => {
  it('and nothing is wrong', () => {
    expect(found()).toEqual([
      {
        level: 'note',
        check: 'detection',
        words:
          'At a total outage: page-quick after 52s, page-slow after 130s, ticket-quick after 260s, ticket-slow after 260s; and up to 12m until it is counted and looked at.',
      },
      {
        level: 'note',
        check: 'cost',
        words: 'Reading it every 5 minutes costs $0.18 a month; the same as alarms of CloudWatch $2.60 more.',
      },
    ]);
  });

  it.each<[string, string, Partial<Objective>, Partial<LintFacts>, RegExp]>([
    [
      'alerts that can never fire',
      'reachable',
      { target: 0.9 },
      {},
      /burns 10 times the pace, so page-quick \(14.4x\)/,
    ],
    ['a service that nobody registered', 'registered', {}, { isRegistered: false }, /no deployment asks/],
    [
      'a single failure that trips',
      'traffic',
      {},
      { seen: { ...seen, hours: 84_000 } },
      /20 events an hour: with fewer than 70/,
    ],
    [
      'a window longer than CloudWatch remembers',
      'retention',
      { window: { kind: 'rolling', seconds: 90 * 86_400 } },
      {},
      /for 63 days.*for 90d/,
    ],
    ['slots of a minute over a month', 'retention', { slotSeconds: 60 }, {}, /of 1m for 15 days/],
    [
      'more good than all',
      'good-at-most-total',
      {},
      { seen: { ...seen, tally: { ...seen.tally, impossible: 3 } } },
      /^3 slots of 5m/,
    ],
    [
      'no data',
      'data',
      {},
      { seen: { hours: 168, tally: NO_TALLY } },
      /no value of it in the last 168 hours/,
    ],
    ['nobody who is told', 'detection', { alerts: [] }, {}, /nobody is told/],
    [
      'an alert beyond the window',
      'windows',
      { window: { kind: 'rolling', seconds: 86_400 } },
      {},
      /ticket-slow looks further back/,
    ],
    [
      'a contract without room',
      'sla',
      { sla: { name: 'gold', target: 0.999, startDay: 1, timeZone: 'UTC', credits: [] } },
      {},
      /gold promises as much/,
    ],
  ])('%s', (_what, check, changes, facts, expected) => {
    expect(words(check, changes, facts)).toMatch(expected);
  });

  it('and metrics that could not be read are said to be unknown', () => {
    const { seen: _seen, ...unread } = FACTS;
    expect(lint(OBJECTIVE, unread)).toContainEqual(
      expect.objectContaining({ level: 'warning', check: 'data' }),
    );
  });
});

it('costs what it says', () => {
  expect(readingDollars(OBJECTIVE)).toBeCloseTo(2 * 8760 * 1e-5, 9);
  expect(alarmDollars(OBJECTIVE.indicator, recommendedAlerts(30 * 86_400))).toBeCloseTo(2.6, 9);
});

it('is told in one sentence', () => {
  expect(summaryOf(OBJECTIVE)).toBe('shop: 99.9% of events are good over the last 30d.');
  const window = { kind: 'calendar', count: 1, unit: 'M', start: '', timeZone: 'UTC' } as const;
  const method = { kind: 'Timeslices', sliceSeconds: 300, sliceTarget: 0.95 } as const;
  expect(summaryOf({ ...OBJECTIVE, window, method })).toBe(
    'shop: 99.9% of slices of 5m have 95% good events over each month (UTC).',
  );
  const ratio = { kind: 'RatioTimeslices', sliceSeconds: 300 } as const;
  expect(summaryOf({ ...OBJECTIVE, method: ratio, window: { ...window, count: 2 } })).toBe(
    'shop: 99.9% is the mean share of good events in slices of 5m over each 2 months (UTC).',
  );
  expect(OBJECTIVE.alerts.map(alertWords)[0]).toBe('page-quick (page): more than 14.4x over 1h and 5m');
});
