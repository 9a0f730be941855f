import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byContent, byScore, type Grouping, pairs, placed } from './groupings.fixture.ts';
import { at, signal } from './incident.fixture.ts';
import { storm } from './storm.fixture.ts';

const STORMS = Array.from({ length: 200 }, (_, seed) => storm(seed));

function quality(grouping: Grouping) {
  const counts = STORMS.map(({ graph, signals }) => {
    const alone = signals.map(({ signal }) => signal);
    return pairs(signals, grouping(alone, graph));
  });
  const sum = (name: 'together' | 'rightly' | 'belonging') =>
    counts.reduce((total, count) => total + count[name], 0);
  const [precision, recall] = [sum('rightly') / sum('together'), sum('rightly') / sum('belonging')];
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

describe('grouping of generated storms', () => {
  const [ours, score] = [quality(placed), quality(byScore)];

  it('finds what belongs together, and is wrong in few', () => {
    expect(ours.recall).toBeGreaterThan(0.95);
    expect(ours.precision).toBeGreaterThan(0.9);
  });

  it('beats grouping by the same service, which is never wrong and finds little', () => {
    const content = quality(byContent('service'));
    expect(ours.recall).toBeGreaterThan(content.recall + 0.5);
    expect(ours.f1).toBeGreaterThan(content.f1 + 0.5);
  });

  it('beats grouping by the same environment, which finds all and is mostly wrong', () => {
    const content = quality(byContent('environment'));
    expect(ours.precision).toBeGreaterThan(content.precision + 0.2);
    expect(ours.f1).toBeGreaterThan(content.f1 + 0.1);
  });

  it('beats the score of topology, time and text in both', () => {
    expect(ours.precision).toBeGreaterThan(score.precision + 0.05);
    expect(ours.recall).toBeGreaterThan(score.recall + 0.02);
  });
});

const seconds = fc.integer({ min: 0, max: 300 });
const fired = (service: string, offset: number, key = service) =>
  signal({ key, service, title: `${service} 5xx`, at: at(offset) });

describe('faults', () => {
  it('of unrelated services never merge, however close in time', () => {
    const graph = {
      dependsOn: { 'live/a2': ['a1'], 'live/a3': ['a2'], 'live/b2': ['b1'], 'live/b3': ['b2'] },
    };
    const services = fc.constantFrom('a1', 'a2', 'a3', 'b1', 'b2', 'b3');
    const signals = fc.array(fc.tuple(services, seconds), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(signals, (drawn) => {
        const storm = drawn.map(([service, offset], index) => fired(service, offset, `${service}-${index}`));
        const groups = placed(storm, graph);
        const sides = new Map<string, Set<string>>();
        for (const [index, [service]] of drawn.entries()) {
          const group = groups[index] ?? '';
          sides.set(group, (sides.get(group) ?? new Set()).add(service.slice(0, 1)));
        }
        expect([...sides.values()].filter(({ size }) => size > 1)).toEqual([]);
      }),
    );
  });

  it('of two services that a third one needs stay two, with the third in one of them', () => {
    const graph = { dependsOn: { 'live/shop': ['stock', 'search'] } };
    const groups = placed([fired('stock', 0), fired('shop', 60), fired('search', 70)], graph);
    expect(groups).toEqual(['inc-0', 'inc-0', 'inc-2']);
  });

  it('that spread along dependants within the window are one, in whatever order neighbours fire', () => {
    const lags = fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 5, maxLength: 5 });
    const graph = {
      dependsOn: {
        'live/s1': ['s0'],
        'live/s2': ['s1'],
        'live/s3': ['s2'],
        'live/s4': ['s3'],
        'live/s5': ['s4'],
      },
    };
    fc.assert(
      fc.property(lags, fc.integer({ min: 0, max: 5 }), (drawn, origin) => {
        // From one service on, down to what it needs and up to what needs it.
        const order = [origin, ...[1, 2, 3, 4, 5].flatMap((hop) => [origin - hop, origin + hop])].filter(
          (index) => index >= 0 && index <= 5,
        );
        let offset = 0;
        const storm = order.map((index, step) => {
          offset += drawn[step] ?? 0;
          return fired(`s${index}`, offset);
        });
        expect(new Set(placed(storm, graph)).size).toBe(1);
      }),
    );
  });
});
