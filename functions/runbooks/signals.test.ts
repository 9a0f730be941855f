import { describe, expect, it } from 'vitest';
import { signal } from '../../core/incident/incident.fixture.ts';
import type { SignalState } from '../../core/incident/signal.ts';
import { healthFor, type SignalNow } from './signals.ts';

const now = (key: string, service: string, state: SignalState): SignalNow => ({
  kept: { record: { signal: signal({ key, service, state }), changes: [] }, version: 1 },
});
const well = now('a', 'shop', 'RESOLVED');
const bad = now('b', 'shop', 'FIRING');
const elsewhere = now('c', 'cart', 'FIRING');
const target = { environment: 'live', service: 'shop' };

describe('what the signals say that a run is for', () => {
  it.each<[string, string, readonly string[] | undefined, readonly SignalNow[]]>([
    ['those that it names', 'well', ['a'], [well, bad, elsewhere]],
    ['all of those', 'bad', ['a', 'b'], [well, bad, elsewhere]],
    [
      'nothing for sure, when one of those is no member any more',
      'no-data',
      ['a', 'gone'],
      [well, elsewhere],
    ],
    ['that they are bad, when one of those is', 'bad', ['b', 'gone'], [well, bad]],
    ['those of its target, when it names none that there is', 'well', ['measured:x'], [well, elsewhere]],
    ['those of its target, when it names none', 'bad', undefined, [well, bad]],
    ['all, when its target has none', 'bad', undefined, [elsewhere]],
    ['nothing, when there are none', 'no-data', undefined, []],
  ])('%s: %s', (_, expected, signals, all) => {
    expect(healthFor({ target, ...(signals && { signals }) }, all)).toBe(expected);
  });
});
