import { describe, expect, it } from 'vitest';
import { tinted, wantsColour } from './colour.ts';

describe('colours', () => {
  it.each([
    [true, {}, true],
    [true, { NO_COLOR: '' }, true],
    [true, { NO_COLOR: '1' }, false],
    [true, { TERM: 'dumb' }, false],
    [false, {}, false],
  ])('on a terminal (%s) with %j: %s', (isTerminal, env, wanted) => {
    expect(wantsColour({ isTerminal, env })).toBe(wanted);
  });

  it('are those of states, and of no other words', () => {
    expect(tinted('state: PROMOTED, ROLLED_BACK or NO_DATA')).toBe(
      'state: \u001b[32mPROMOTED\u001b[0m, \u001b[31mROLLED_BACK\u001b[0m or \u001b[33mNO_DATA\u001b[0m',
    );
    expect(tinted('ok, FAILEDLY, CONSTRUCTOR')).toBe('ok, FAILEDLY, CONSTRUCTOR');
  });
});
