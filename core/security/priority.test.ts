import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priorityOf, scoreOf } from './priority.ts';
import { SEVERITIES } from './rule.ts';

const rule = fc.record({ severity: fc.constantFrom(...SEVERITIES), passed: fc.nat(50), failed: fc.nat(50) });

describe('the score', () => {
  it('is between 0 and 100, and absent where nothing was checked', () => {
    fc.assert(
      fc.property(fc.array(rule), (rules) => {
        const score = scoreOf(rules);
        const checked = rules.some(({ passed, failed }) => passed + failed > 0);
        expect(score !== undefined).toBe(checked);
        if (score !== undefined) expect(score >= 0 && score <= 100).toBe(true);
      }),
    );
  });

  it('does not rise when one more check fails', () => {
    fc.assert(
      fc.property(fc.array(rule, { minLength: 1 }), (rules) => {
        const [first, ...rest] = rules;
        if (!first) return;
        const worse = scoreOf([{ ...first, failed: first.failed + 1 }, ...rest]) ?? 0;
        expect(worse).toBeLessThanOrEqual(scoreOf(rules) ?? 100);
      }),
    );
  });
});

it('what is open to everybody and exploited comes before what is worse and shut', () => {
  const open = priorityOf({ severity: 'high', exposure: 'public', exploit: 'known', isService: false });
  const shut = priorityOf({ severity: 'critical', exposure: 'private', exploit: 'none', isService: true });
  expect([open, shut]).toEqual([28, 15]);
});
