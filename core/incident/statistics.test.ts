import { describe, expect, it } from 'vitest';
import { ADA, at, incident } from './incident.fixture.ts';
import type { IncidentRecord, IncidentTimes } from './record.ts';
import { FORMULAS, statistics } from './statistics.ts';

const over = (times: Partial<IncidentTimes>, changes: Partial<IncidentRecord> = {}): IncidentRecord => ({
  ...incident(),
  state: { name: 'RESOLVED', at: at(900), resolved: { how: 'PERSON', by: ADA, resolution: 'x' } },
  times: { startedAt: at(0), detectedAt: at(60), ...times },
  ...changes,
});

describe('the statistics of incidents', () => {
  it('are means over what is over', () => {
    const records = [
      over({ acknowledgedAt: at(90), recoveredAt: at(600), resolvedAt: at(900) }),
      over({ detectedAt: at(120), resolvedAt: at(1000) }),
      incident({}, { times: { startedAt: at(0), detectedAt: at(9999) } }),
      over({ detectedAt: at(9999) }, { label: 'chaos' }),
    ];
    expect(statistics(records)).toEqual({
      mttd: { n: 2, meanSeconds: 90, p95Seconds: 120 },
      mtta: { n: 1, meanSeconds: 30, p95Seconds: 30 },
      mttr: { n: 2, meanSeconds: 800, p95Seconds: 1000 },
      formulas: FORMULAS,
    });
  });

  it('of nothing are nothing, not zero', () => {
    expect(statistics([])).toMatchObject({ mttd: { n: 0 }, mtta: { n: 0 }, mttr: { n: 0 } });
    expect(statistics([]).mttd).toEqual({ n: 0 });
    expect(statistics([over({})]).mttr).toEqual({ n: 0 });
  });

  it.each([
    [1, 1],
    [19, 19],
    [20, 19],
    [21, 20],
    [100, 95],
  ])('have of %d incidents as p95 the one of rank %d', (count, rank) => {
    const records = Array.from({ length: count }, (_, index) => over({ detectedAt: at(count - index) }));
    expect(statistics(records).mttd.p95Seconds).toBe(rank);
  });

  it('have nothing that took less than no time', () => {
    expect(statistics([over({ detectedAt: at(-5) })]).mttd).toEqual({ n: 1, meanSeconds: 0, p95Seconds: 0 });
  });

  it('publish how they are counted', () => {
    expect(FORMULAS.mttr).toContain('recoveredAt - startedAt');
    expect(Object.keys(FORMULAS)).toEqual(['mttd', 'mtta', 'mttr', 'p95', 'counted']);
  });
});
