import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLAP_MEMORY } from './flapping.ts';
import { at, signal } from './incident.fixture.ts';
import { observe } from './observe.ts';
import type { Signal, SignalRecord, SignalState } from './signal.ts';

const told = (state: SignalState, seconds: number) => signal({ state, at: at(seconds) });
const all = (signals: readonly Signal[]) =>
  signals.reduce<SignalRecord | undefined>((known, next) => observe(known, next).record ?? known, undefined);
const kinds = (signals: readonly Signal[]) => {
  let known: SignalRecord | undefined;
  return signals.map((next) => {
    const observation = observe(known, next);
    known = observation.record ?? known;
    return observation.kind;
  });
};

describe('a signal of a key', () => {
  it('is the first of its kind once', () => {
    const first = observe(undefined, told('RESOLVED', 0));
    expect(first).toMatchObject({ kind: 'first', record: { changes: [{ state: 'RESOLVED', at: at(0) }] } });
    expect(first.record).not.toHaveProperty('flappingSince');
    expect(first.record).not.toHaveProperty('incidentId');
  });

  it.each<[string, [SignalState, number][], string[]]>([
    [
      'the same twice',
      [
        ['FIRING', 0],
        ['FIRING', 0],
      ],
      ['first', 'duplicate'],
    ],
    [
      'the same state later',
      [
        ['FIRING', 0],
        ['FIRING', 90],
      ],
      ['first', 'duplicate'],
    ],
    [
      'the same state of before',
      [
        ['FIRING', 90],
        ['FIRING', 0],
      ],
      ['first', 'late'],
    ],
    [
      'another state later',
      [
        ['FIRING', 0],
        ['RESOLVED', 1],
      ],
      ['first', 'changed'],
    ],
    [
      'no data later',
      [
        ['FIRING', 0],
        ['NO_DATA', 1],
      ],
      ['first', 'changed'],
    ],
    [
      'another state of before',
      [
        ['FIRING', 2],
        ['RESOLVED', 1],
      ],
      ['first', 'late'],
    ],
    [
      'worse in the same moment',
      [
        ['RESOLVED', 1],
        ['NO_DATA', 1],
        ['FIRING', 1],
      ],
      ['first', 'changed', 'changed'],
    ],
    [
      'better in the same moment',
      [
        ['FIRING', 1],
        ['NO_DATA', 1],
        ['RESOLVED', 1],
      ],
      ['first', 'late', 'late'],
    ],
    [
      'a repeat of what is over',
      [
        ['FIRING', 0],
        ['RESOLVED', 5],
        ['FIRING', 0],
      ],
      ['first', 'changed', 'duplicate'],
    ],
    [
      'a late end after a repeat',
      [
        ['FIRING', 0],
        ['FIRING', 9],
        ['RESOLVED', 5],
      ],
      ['first', 'duplicate', 'late'],
    ],
  ])('%s', (_case, signals, expected) => {
    expect(kinds(signals.map(([state, seconds]) => told(state, seconds)))).toEqual(expected);
  });

  it('keeps the incident it belongs to', () => {
    const known = {
      signal: told('FIRING', 0),
      changes: [{ state: 'FIRING', at: at(0) }],
      incidentId: 'inc-1',
    } as const;
    expect(observe(known, told('RESOLVED', 9)).record?.incidentId).toBe('inc-1');
    expect(observe(known, told('RESOLVED', -9)).record?.incidentId).toBe('inc-1');
  });

  it('tells of flapping with the fourth change in ten minutes', () => {
    const states = ['FIRING', 'RESOLVED', 'FIRING', 'RESOLVED', 'FIRING', 'RESOLVED'] as const;
    const signals = states.map((state, index) => told(state, index * 60));
    expect(kinds(signals)).toEqual(['first', 'changed', 'changed', 'changed', 'flapping', 'flapping']);
    expect(all(signals)?.flappingSince).toBe(at(240));
    expect(kinds([...signals, told('FIRING', 900)]).at(-1)).toBe('changed');
    expect(all([...signals, told('FIRING', 900)])).not.toHaveProperty('flappingSince');
  });

  it('is remembered, but not for ever', () => {
    const many = Array.from({ length: 50 }, (_, index) => told(index % 2 ? 'RESOLVED' : 'FIRING', index));
    const record = all(many);
    expect(record?.changes).toHaveLength(FLAP_MEMORY);
    expect(record?.changes.at(-1)).toEqual({ state: 'RESOLVED', at: at(49) });
    const old = observe(record, told('FIRING', -5));
    expect(old.kind).toBe('late');
    expect(old).not.toHaveProperty('record');
  });

  it('ends in the same record in any order and however often it is told', () => {
    const state = fc.constantFrom<SignalState[]>('FIRING', 'RESOLVED', 'NO_DATA');
    const signals = fc.array(fc.tuple(state, fc.nat({ max: 40 })), { minLength: 1, maxLength: 40 });
    const mixed = signals.chain((drawn) =>
      fc.tuple(
        fc.constant(drawn),
        fc.shuffledSubarray([...drawn, ...drawn.slice(0, 9)], { minLength: drawn.length }),
      ),
    );
    fc.assert(
      fc.property(mixed, ([drawn, shuffled]) => {
        const once = drawn.map(([name, minutes]) => told(name, minutes * 60));
        const twice = shuffled.map(([name, minutes]) => told(name, minutes * 60));
        const everything = [...twice, ...once];
        const ordered = [...once].sort((one, other) => (one.at < other.at ? -1 : 1));
        expect(all(everything)).toEqual(all(ordered));
        const last = all(ordered);
        expect(last && kinds([...everything, last.signal]).at(-1)).toBe('duplicate');
      }),
    );
  });
});
