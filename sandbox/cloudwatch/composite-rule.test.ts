import type { StateValue } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { alarmsOf, holds, parseCompositeRule } from './composite-rule.ts';

const states: Readonly<Record<string, StateValue>> = { a: 'ALARM', b: 'OK', 'c d': 'INSUFFICIENT_DATA' };

describe('composite alarm rules', () => {
  it.each([
    ['ALARM(a)', true],
    ['ALARM("b")', false],
    ['OK(b)', true],
    ['INSUFFICIENT_DATA("c d")', true],
    ['ALARM("arn:aws:cloudwatch:eu-west-1:000000000000:alarm:a")', true],
    ['ALARM(unknown)', false],
    ['NOT ALARM(a)', false],
    ['NOT NOT ALARM(a)', true],
    ['TRUE AND NOT FALSE', true],
    ['ALARM(a) OR ALARM(b) AND FALSE', true],
    ['(ALARM(a) OR ALARM(b)) AND FALSE', false],
    ['NOT ALARM(b) AND ALARM(a)', true],
    ['NOT (ALARM(b) OR ALARM(a))', false],
  ])('%s is %s', (rule, expected) => {
    expect(holds(parseCompositeRule(rule), (name) => states[name])).toBe(expected);
  });

  it('names the alarms it looks at once', () => {
    expect(alarmsOf(parseCompositeRule('ALARM(a) OR (OK(b) AND NOT ALARM("a"))'))).toEqual(['a', 'b']);
  });

  it.each(['', 'ALARM', 'ALARM()', 'ALARM(a', 'ALARM(a) ALARM(b)', 'ALARM(a) AND', 'alarm(a)', 'BROKEN(a)'])(
    'does not read %j',
    (rule) => {
      expect(() => parseCompositeRule(rule)).toThrow(expect.objectContaining({ name: 'ValidationError' }));
    },
  );

  it('refuses AT_LEAST by name', () => {
    expect(() => parseCompositeRule('AT_LEAST(2, ALARM, (a, b))')).toThrow('AT_LEAST');
  });
});
