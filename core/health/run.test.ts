import { describe, expect, it } from 'vitest';
import { type Finding, good } from './finding.ts';
import { findingOf } from './health.fixture.ts';
import { history } from './history.ts';
import { isNext, takeIn, type Watch } from './run.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();

/** Takes in what was found at some minutes. */
function play(runs: readonly (readonly [number, readonly Finding[]])[]) {
  let watch: Watch | undefined;
  return runs.map(([minute, findings]) => {
    const taken = takeIn(watch, findings, at(minute));
    watch = taken.watch;
    return taken;
  });
}
const told = (runs: Parameters<typeof play>[0]) =>
  play(runs).map(({ turns }) => turns.map(({ probe, state }) => `${probe} ${state}`));

const BAD = [findingOf('a', 'BAD')];
const WELL = [findingOf('a', 'GOOD')];

describe('a run that is taken in', () => {
  it('keeps what it found in few words', () => {
    const many = Array.from({ length: 8 }, (_, index) => findingOf(`p${index}`, 'BAD', 0.1 + index / 10));
    const [first] = play([
      [0, [...many, { ...good({ probe: 'x', kind: 'endpoint' }, ''), times: { totalMs: 7 } }]],
    ]);
    expect(first?.run).toMatchObject({ at: at(0), state: 'UNHEALTHY', score: 0, slowestMs: 7 });
    expect(first?.run.lost.map(({ probe }) => probe)).toEqual(['p7', 'p6', 'p5', 'p4', 'p3']);
    expect(first?.run.counts).toEqual({ GOOD: 1, WARNING: 0, BAD: 8, IDLE: 0, UNSEEN: 0 });
  });

  it('tells of what failed twice, and remembers nothing of what is well', () => {
    const runs = play([
      [0, BAD],
      [2, BAD],
      [4, WELL],
      [6, WELL],
    ]);
    expect(runs.map(({ turns }) => turns)).toEqual([
      [],
      [{ probe: 'a', state: 'FIRING', began: at(0), words: 'bad' }],
      [],
      [{ probe: 'a', state: 'RESOLVED', began: at(4), words: 'well' }],
    ]);
    expect(runs.map(({ watch }) => Object.keys(watch.streaks))).toEqual([['a'], ['a'], ['a'], []]);
  });

  it('begins to count anew after a gap, and forgets nothing that was told', () => {
    expect(
      told([
        [0, BAD],
        [11, BAD],
        [13, BAD],
      ]),
    ).toEqual([[], [], ['a FIRING']]);
    expect(
      told([
        [0, BAD],
        [2, BAD],
        [60, BAD],
        [62, WELL],
        [64, WELL],
      ]),
    ).toEqual([[], ['a FIRING'], [], [], ['a RESOLVED']]);
  });

  it('leaves alarms to tell of themselves', () => {
    const alarm: Finding = { ...findingOf('alarm:a', 'BAD'), kind: 'alarm' };
    expect(
      told([
        [0, [alarm]],
        [2, [alarm]],
      ]),
    ).toEqual([[], []]);
  });

  it('tells that a probe which fired is not made any more', () => {
    const runs = play([
      [0, BAD],
      [2, BAD],
      [4, []],
      [6, []],
    ]);
    expect(runs.map(({ turns }) => turns.length)).toEqual([0, 1, 1, 0]);
    expect(runs[2]?.turns).toEqual([
      { probe: 'a', state: 'RESOLVED', began: at(4), words: 'It is not probed any more.' },
    ]);
    expect(
      told([
        [0, BAD],
        [2, []],
      ]),
    ).toEqual([[], []]);
  });

  it('keeps what is known of a certificate while its host does not answer', () => {
    const certificate: Finding = { ...findingOf('certificate:shop.example', 'BAD'), kind: 'certificate' };
    const answered = [findingOf('endpoint:https://shop.example/', 'GOOD'), certificate];
    const silent = [findingOf('endpoint:https://shop.example/', 'BAD')];
    const turns = told([
      [0, answered],
      [2, answered],
      [4, silent],
      [6, answered],
      [8, [findingOf('endpoint:https://other.example/', 'GOOD')]],
    ]);
    expect(turns).toEqual([
      [],
      ['certificate:shop.example FIRING'],
      [],
      [],
      ['certificate:shop.example RESOLVED'],
    ]);
  });

  it('is the next one only when some time has passed', () => {
    const before = { at: at(10), streaks: {} };
    expect(isNext(undefined, at(10))).toBe(true);
    expect(isNext(before, at(10))).toBe(false);
    expect(isNext(before, at(9))).toBe(false);
    expect(isNext(before, at(12))).toBe(true);
  });
});

describe('a history', () => {
  it('counts runs by state, and those that there are not', () => {
    const runs = play([
      [0, WELL],
      [2, BAD],
      [8, []],
    ]).map(({ run }) => run);
    const span = { since: Date.parse(at(0)), now: Date.parse(at(10)), everySeconds: 120 };
    expect(history(runs, span)).toEqual({
      runs: 3,
      expected: 5,
      healthy: 1,
      degraded: 0,
      unhealthy: 1,
      unknown: 1,
    });
    expect(history([], { ...span, now: span.since })).toMatchObject({ runs: 0, expected: 0 });
  });
});
