import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AfterProof, type Health, proveRecovery } from './recovery.ts';
import { at, ms } from './run.fixture.ts';
import type { RunState } from './run.ts';
import { transition } from './run-state.ts';

const recovery = { withinSeconds: 600, forSeconds: 300 };
type Recovering = Extract<RunState, { name: 'RECOVERING' }>;
const bad: Recovering = { name: 'RECOVERING', since: at(0) };
const well: Recovering = { ...bad, wellSince: at(8) };

describe('proveRecovery', () => {
  it.each<[Recovering, Health, number, AfterProof]>([
    [bad, 'bad', 0, { next: 'again', seconds: 30, event: 'signals-bad' }],
    [bad, 'no-data', 585, { next: 'again', seconds: 15, event: 'signals-bad' }],
    [bad, 'bad', 599, { next: 'again', seconds: 1, event: 'signals-bad' }],
    [bad, 'bad', 600, { next: 'fail', words: "The incident's signals are still bad after 600 s." }],
    [bad, 'no-data', 600, { next: 'fail', words: "The incident's signals cannot be read after 600 s." }],
    [bad, 'well', 0, { next: 'again', seconds: 30, event: 'signals-well' }],
    [bad, 'well', 700, { next: 'again', seconds: 30, event: 'signals-well' }],
    [well, 'well', 480, { next: 'again', seconds: 30, event: 'signals-well' }],
    [well, 'well', 770, { next: 'again', seconds: 10, event: 'signals-well' }],
    [well, 'well', 780, { next: 'done', words: 'All signals have been well for 300 s.' }],
    [well, 'well', 900, { next: 'done', words: 'All signals have been well for 300 s.' }],
    [well, 'bad', 540, { next: 'again', seconds: 30, event: 'signals-bad' }],
    [well, 'no-data', 700, { next: 'fail', words: "The incident's signals cannot be read after 600 s." }],
  ])('%j, %s after %d s', (state, health, seconds, wanted) => {
    expect(proveRecovery(state, recovery, { health, now: ms(0) + seconds * 1000 })).toEqual(wanted);
  });

  it('is never done by one look, however short they have to stay well', () => {
    expect(proveRecovery(bad, { ...recovery, forSeconds: 0 }, { health: 'well', now: ms(1) })).toEqual({
      next: 'again',
      seconds: 1,
      event: 'signals-well',
    });
  });

  it('is done only after a whole stretch of well looks, and always ends', () => {
    const health = fc.constantFrom<Health>('well', 'well', 'well', 'bad', 'no-data');
    fc.assert(
      fc.property(fc.array(health, { minLength: 100, maxLength: 100 }), (looks) => {
        let state = bad;
        let now = ms(0);
        let wellFor = -1;
        for (const look of looks) {
          const answer = proveRecovery(state, recovery, { health: look, now });
          if (answer.next === 'fail') {
            expect(look).not.toBe('well');
            return;
          }
          if (answer.next === 'done') {
            expect(wellFor).toBeGreaterThanOrEqual(recovery.forSeconds);
            return;
          }
          const next = transition(state, { type: answer.event, at: new Date(now).toISOString() });
          if (next.name !== 'RECOVERING') return expect.unreachable();
          state = next;
          if (look !== 'well') wellFor = -1;
          else wellFor = Math.max(0, wellFor) + answer.seconds;
          now += answer.seconds * 1000;
        }
        expect.unreachable('It did not end.');
      }),
    );
  });
});
