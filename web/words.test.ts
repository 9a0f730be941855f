import { describe, expect, it } from 'vitest';
import { toneOf } from './tones.ts';
import { asker, duration, figure, legible, percent, shortCaller } from './words.ts';

describe('words', () => {
  it.each([
    [legible('AWAITING_APPROVAL'), 'awaiting approval'],
    [percent(0.99871), '99.87%'],
    [percent(undefined), 'no data'],
    [percent(null), 'no data'],
    [percent(0), '0%'],
    [figure(0.0012345), '0.00123'],
    [duration(59.4), '59 s'],
    [duration(95), '1 min 35 s'],
    [duration(7_200), '2 h'],
    [shortCaller('arn:aws:sts::000000000000:assumed-role/approvers/ada'), 'ada'],
    [shortCaller('token:login.example.com#ada'), 'ada'],
    [shortCaller('operate:machine'), 'operate:machine'],
    [asker({ requestedBy: 'arn:aws:sts::000000000000:assumed-role/deployers/ada' }), 'ada'],
    [asker({ requestedBy: 'arn:x/run/opt-1', onBehalfOf: 'arn:x/deployers/ada' }), 'ada through opt-1'],
  ])('%s', (said, expected) => {
    expect(said).toBe(expected);
  });
});

describe('a tone', () => {
  it('of missing data is never a good one', () => {
    for (const word of ['NO_DATA', 'UNKNOWN', 'UNSEEN', 'IDLE', 'NOT_INSTALLED', 'anything'])
      expect(toneOf(word)).toBe('plain');
  });

  it('knows severities as they are written', () => {
    expect(toneOf('critical')).toBe('bad');
  });
});
