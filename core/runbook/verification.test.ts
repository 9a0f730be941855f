import { describe, expect, it } from 'vitest';
import { ms } from './run.fixture.ts';
import { type AfterLook, afterLook, type Effect } from './verification.ts';

const verification = { everySeconds: 30, withinSeconds: 300 };

describe('afterLook', () => {
  it.each<[Effect, number, AfterLook]>([
    ['there', 0, { next: 'next' }],
    ['there', 900, { next: 'next' }],
    ['impossible', 0, { next: 'fail', words: 'The effect can no longer come.' }],
    ['not-yet', 0, { next: 'again', seconds: 30 }],
    ['no-data', 0, { next: 'again', seconds: 30 }],
    ['not-yet', 290, { next: 'again', seconds: 10 }],
    ['not-yet', 299, { next: 'again', seconds: 1 }],
    ['not-yet', 300, { next: 'fail', words: 'The effect was not there within 300 s.' }],
    ['no-data', 301, { next: 'fail', words: 'The effect could not be read within 300 s.' }],
  ])('%s after %d s', (effect, seconds, wanted) => {
    const doneAt = ms(1);
    expect(afterLook(verification, { doneAt, now: doneAt + seconds * 1000, effect })).toEqual(wanted);
  });
});
