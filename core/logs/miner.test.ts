import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText, logLines } from './lines.fixture.ts';
import { Miner, type MinerOptions } from './miner.ts';
import { linesOf, mergedState, minerOf, minerState } from './miner-state.ts';
import { current, rendered } from './pattern.ts';

function templates(lines: readonly string[], options: MinerOptions = {}) {
  const miner = new Miner(options);
  const patterns = lines.map((line) => miner.add(line));
  return { miner, of: patterns.map((pattern) => rendered(current(pattern))) };
}

describe('Miner', () => {
  it.each<[string, string[], string[]]>([
    [
      'values of every type apart from what is constant',
      [
        'Received block blk_-17 of size 67108864 from /10.0.0.1:50010',
        'GET /orders/7 took 12.5 ms for 6f9619ff-8b86-d011-b42d-00cf4fc964ff at 2026-01-01T10:00:00Z',
        'wrote arn:aws:s3:::bucket/key at 0x7ffe1234 by ada@example.com',
      ],
      [
        'Received block blk_<n> of size <number> from <ip>:<number>',
        'GET <path> took <number> for <uuid> at <time>',
        'wrote <arn> at <hex> by <id>',
      ],
    ],
    [
      'a word of a sentence only once four were seen in its place',
      ['a user ada left', 'a user bob left', 'a user cyd left', 'a user dan left'],
      Array(4).fill('a user <*> left'),
    ],
    [
      'three words of a sentence each',
      ['door open now', 'door shut now', 'door lost now'],
      ['door open now', 'door shut now', 'door lost now'],
    ],
    [
      'two words after an equals sign as values',
      ['mode=fast on', 'mode=slow on'],
      Array(2).fill('mode=<*> on'),
    ],
    [
      'a word in the place of a number as a value',
      ['invalid user 7', 'invalid user root'],
      Array(2).fill('invalid user <*>'),
    ],
    [
      'lines without any constant word each',
      ['alpha', 'beta', 'gamma', 'delta', 'eps'],
      ['alpha', 'beta', 'gamma', 'delta', 'eps'],
    ],
    [
      'a list of any length as one value',
      ['ask 10.0.0.1 to delete blk_1 blk_2 blk_3', 'ask 10.0.0.2 to delete blk_4'],
      Array(2).fill('ask <ip> to delete blk_<n>'),
    ],
    [
      'a measure that is said again in brackets once',
      ['sent 10 bytes in all', 'sent 2048 bytes (2 KB) in all'],
      Array(2).fill('sent <number> bytes in all'),
    ],
    [
      'the time of syslog',
      ['Dec 10 06:55:46 host up', 'Sun Jan  4 07:01:02 host up'],
      Array(2).fill('<time> host up'),
    ],
  ])('tells %s', (_what, lines, expected) => {
    expect(templates(lines).of).toEqual(expected);
  });

  it('counts every line in exactly one pattern, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(anyText), (lines) => {
        const { miner } = templates(lines);
        expect(miner.patterns().reduce((sum, pattern) => sum + pattern.lines, 0)).toBe(lines.length);
      }),
    );
  });

  it('keeps as many patterns as it may, those that were seen last, and tells what it gave up', () => {
    const words = Array.from({ length: 500 }, (_, at) =>
      at.toString(2).replaceAll('0', 'a').replaceAll('1', 'b'),
    );
    const lines = words.flatMap((word) => [`${word} ${word} came`, 'the one that comes again']);
    const { miner } = templates(lines, { mostPatterns: 50, mostCached: 20 });
    expect(miner.patterns().length).toBeLessThanOrEqual(50);
    expect(miner.givenUp.patterns).toBeGreaterThan(300);
    const kept = miner.patterns().reduce((sum, { lines: some }) => sum + some, 0);
    expect(kept + miner.givenUp.lines).toBe(lines.length);
    expect(miner.patterns().find((pattern) => rendered(pattern).startsWith('the one'))?.lines).toBe(500);
  });

  it('looks at the head of a line that has no end', () => {
    const { of } = templates([`${'word '.repeat(5_000)}end`]);
    expect(of[0]?.split(' ')).toHaveLength(200);
  });
});

describe('the state of a miner', () => {
  it('is plain data from which it goes on as before', () => {
    fc.assert(
      fc.property(logLines, logLines, (before, after) => {
        const { miner } = templates(before);
        const restored = minerOf([JSON.parse(JSON.stringify(minerState(miner)))]);
        expect(minerState(restored).patterns.length).toBe(miner.patterns().length);
        const lines = (one: Miner) => after.map((line) => rendered(current(one.add(line))));
        lines(restored);
        expect(linesOf(minerState(restored))).toBe(before.length + after.length);
      }),
    );
  });

  it('merges with another without losing a line, in either order, within bounds', () => {
    fc.assert(
      fc.property(logLines, logLines, fc.integer({ min: 4, max: 40 }), (left, right, mostPatterns) => {
        const [one, other] = [left, right].map((lines) =>
          minerState(templates(lines, { mostPatterns }).miner),
        );
        if (!one || !other) return;
        for (const merged of [
          mergedState(one, other, { mostPatterns }),
          mergedState(other, one, { mostPatterns }),
        ]) {
          expect(linesOf(merged)).toBe(left.length + right.length);
          expect(merged.patterns.length).toBeLessThanOrEqual(mostPatterns);
        }
      }),
    );
  });

  it('merged with nothing is the same', () => {
    fc.assert(
      fc.property(logLines, (lines) => {
        const state = minerState(templates(lines).miner);
        const empty = minerState(new Miner());
        expect(mergedState(state, empty)).toEqual(state);
        expect(mergedState(empty, state)).toEqual(state);
      }),
    );
  });
});
