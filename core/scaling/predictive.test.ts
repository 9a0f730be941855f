import { describe, expect, it } from 'vitest';
import type { Forecast } from '../forecast/forecast.ts';
import { predictive } from './predictive.ts';

const NOW = Date.UTC(2026, 0, 1, 12);
const forecast = (more: Partial<Forecast> = {}): Forecast => ({
  method: 'ensemble',
  startsAt: NOW - 300_000,
  periodSeconds: 300,
  values: Float64Array.of(100, 100, 100, 100),
  quantiles: [{ level: 0.9, values: Float64Array.of(900, 120, 200, 700) }],
  gate: { verdict: 'FORECASTABLE', reason: 'It is.', naive: { name: 'last-value' } },
  trials: 30,
  coverage: [{ level: 0.9, share: 0.9, values: 100 }],
  seasons: [],
  shares: new Map(),
  notSeen: [],
  ...more,
});
const ahead = (more: Partial<Forecast> = {}) => ({
  forecast: forecast(more),
  unitsPerLoad: 0.1,
  now: NOW,
  leadMs: 300_000,
});

describe('predictive', () => {
  it('asks for the P90 until what is begun now is ready: not for what was, nor for what is later', () => {
    // 200 a period at 0.1 units, of which the P90 needs seven tenths.
    expect(predictive(ahead())).toMatchObject({ code: 'OPEN', floor: 14 });
  });

  it.each<[string, Partial<Forecast>, string]>([
    [
      'a forecast that is no better than a naive one',
      { gate: { verdict: 'NO_BETTER_THAN_NAIVE', reason: 'So it is.', naive: { name: 'x' } } },
      'SHUT',
    ],
    ['a poor one', { gate: { verdict: 'POOR', reason: 'So it is.', naive: { name: 'x' } } }, 'SHUT'],
    ['a P90 that did not hold', { coverage: [{ level: 0.9, share: 0.8, values: 100 }] }, 'SHUT'],
    ['a P90 that was never tried', { coverage: [] }, 'SHUT'],
    ['one that ends before', { startsAt: NOW - 3_600_000 }, 'NO_FORECAST'],
  ])('does not act on %s', (_what, more, code) => {
    const answer = predictive(ahead(more));
    expect(answer).toMatchObject({ code, words: expect.stringMatching(/\.$/) });
    expect(answer.floor).toBeUndefined();
  });

  it('does not act where nothing tells what a unit carries, or where there is no forecast', () => {
    expect(predictive({ ...ahead(), unitsPerLoad: undefined })).toMatchObject({ code: 'SHUT' });
    expect(predictive({ ...ahead(), forecast: undefined })).toMatchObject({ code: 'NO_FORECAST' });
  });
});
