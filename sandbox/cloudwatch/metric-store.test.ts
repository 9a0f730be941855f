import { describe, expect, it } from 'vitest';
import type { Observation } from '../service.ts';
import type { MetricName } from './metric.ts';
import { MetricStore } from './metric-store.ts';
import type { PublicationLag } from './publication.ts';
import { MINUTE, NOON } from './recording-account.fixture.ts';

const LAG: PublicationLag = {
  from: 'minute-end',
  seconds: [90, 90],
  jitterSeconds: 0,
  revisedShare: 1,
  firstShare: [0.95, 0.95],
  revisionSeconds: 60,
};
const lags = { 'AWS/ApplicationELB': LAG };
const requests: MetricName = {
  namespace: 'AWS/ApplicationELB',
  metric: 'RequestCount',
  dimensions: { TargetGroup: 'blue' },
};
const seconds = (count: number): number => count * 1000;

function observe(store: MetricStore, part: Partial<Observation> = {}): void {
  store.record({ ...requests, at: NOON + seconds(10), value: 1, ...part });
}

function countAt(store: MetricStore, now: number, name = requests): number {
  return store.visible(name, NOON, NOON + MINUTE, now).count;
}

describe('what a MetricStore shows', () => {
  it('shows nothing before the lag is over, then a part, then all', () => {
    const store = new MetricStore(1, { lags });
    observe(store, { count: 100 });
    expect(countAt(store, NOON + MINUTE + seconds(90) - 1)).toBe(0);
    expect(countAt(store, NOON + MINUTE + seconds(90))).toBe(95);
    expect(countAt(store, NOON + MINUTE + seconds(150) - 1)).toBe(95);
    expect(countAt(store, NOON + MINUTE + seconds(150))).toBe(100);
  });

  it('has no single error in the first part of a revised minute', () => {
    const store = new MetricStore(1, { lags });
    const errors = { ...requests, metric: 'HTTPCode_Target_5XX_Count' };
    observe(store, errors);
    expect(countAt(store, NOON + MINUTE + seconds(100), errors)).toBe(0);
    expect(countAt(store, NOON + MINUTE + seconds(150), errors)).toBe(1);
  });

  it('takes an observation that arrives late into its own minute', () => {
    const store = new MetricStore(1, { lags });
    observe(store);
    observe(store, { at: NOON + seconds(59) });
    observe(store, { at: NOON + seconds(60) });
    expect(countAt(store, NOON + 10 * MINUTE)).toBe(2);
  });

  it('shows a custom metric at once or within a minute', () => {
    const store = new MetricStore(1);
    const custom = { namespace: 'Storefront', metric: 'Orders', dimensions: {} };
    const name = { ...requests, ...custom };
    observe(store, { ...custom, at: NOON + seconds(1) });
    expect(countAt(store, NOON + seconds(61), name)).toBe(1);
  });
});

describe('what a MetricStore keeps', () => {
  it('keeps metrics apart by their dimensions, in whatever order those are named', () => {
    const store = new MetricStore(1, { lags });
    const later = NOON + 10 * MINUTE;
    observe(store, { dimensions: { LoadBalancer: 'app', TargetGroup: 'green' } });
    expect(countAt(store, later)).toBe(0);
    const reordered = { ...requests, dimensions: { TargetGroup: 'green', LoadBalancer: 'app' } };
    expect(countAt(store, later, reordered)).toBe(1);
  });

  it('answers for one unit or for all of them', () => {
    const store = new MetricStore(1, { lags });
    observe(store, { unit: 'Count' });
    observe(store, { unit: 'Percent', count: 2 });
    const now = NOON + 10 * MINUTE;
    expect(store.visible(requests, NOON, NOON + MINUTE, now).count).toBe(3);
    expect(store.visible(requests, NOON, NOON + MINUTE, now, 'Percent').count).toBe(2);
    expect(store.visible(requests, NOON, NOON + MINUTE, now, 'Bytes').count).toBe(0);
  });

  it('forgets what is past retention and coarsens what is old', () => {
    const store = new MetricStore(1, {
      lags,
      retentionMilliseconds: 60 * MINUTE,
      fineMilliseconds: 10 * MINUTE,
    });
    observe(store, { value: 1.234 });
    observe(store, { value: 1.234, at: NOON + 40 * MINUTE });
    store.prune(NOON + 65 * MINUTE);
    const now = NOON + 65 * MINUTE;
    expect(countAt(store, now)).toBe(0);
    const kept = store.visible(requests, NOON + 40 * MINUTE, NOON + 41 * MINUTE, now);
    expect(kept.sorted()).toEqual([{ value: 1.2, count: 1 }]);
    expect(kept.sum).toBe(1.234);
  });

  it('comes back from its snapshot with the same lags', () => {
    const store = new MetricStore(42);
    for (let minute = 0; minute < 5; minute++)
      observe(store, { at: NOON + minute * MINUTE, count: 100, unit: 'Count' });
    const saved = JSON.parse(JSON.stringify(store.snapshot()));
    const restored = new MetricStore(0);
    restored.restore(saved);
    expect(restored.snapshot()).toEqual(saved);
    for (let now = NOON; now < NOON + 10 * MINUTE; now += 5000) {
      const seen = (one: MetricStore): number => one.visible(requests, NOON, NOON + 5 * MINUTE, now).count;
      expect(seen(restored)).toBe(seen(store));
    }
  });
});
