import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { standingOf } from './judge.ts';
import { RULE_CASES } from './rule-cases.fixture.ts';
import { RULES } from './rules.ts';

const FOLDER = fileURLToPath(new URL('rules', import.meta.url));
/** The day that the cases' dates are told from. */
const FACTS = { now: '2026-11-01T00:00:00.000Z', account: '000000000000' };

describe('the rules', () => {
  it('are those of the folder, each named as its file, with its cases beside it', () => {
    const files = readdirSync(FOLDER).sort();
    const names = RULES.map(({ name }) => name);
    expect(files).toEqual(names.flatMap((name) => [`${name}.cases.ts`, `${name}.ts`]).sort());
    expect(Object.keys(RULE_CASES).sort()).toEqual([...names].sort());
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(RULES.map((rule) => [rule.name, rule] as const))('%s', (name, rule) => {
    const cases = RULE_CASES[name] ?? [];
    const stood = cases.map(({ what, properties }) => {
      const arn = `arn:aws:test:eu-west-1:000000000000:${what}`;
      const resource = { type: rule.type, id: what, arn, region: 'eu-west-1', tags: {}, properties };
      const { standing, words = '' } = standingOf(rule, resource, FACTS);
      return { what, standing: standing === 'NOT_APPLICABLE' ? 'PASS' : standing, words };
    });
    expect(stood.map(({ what, standing }) => [what, standing])).toEqual(
      cases.map(({ what, fails }) => [what, fails ? 'FAIL' : 'PASS']),
    );
    expect(stood.filter(({ standing }) => standing === 'PASS').length).toBeGreaterThanOrEqual(2);
    for (const { standing, words } of stood) if (standing === 'FAIL') expect(words).toMatch(/^[A-Z].*\.$/);
  });
});
