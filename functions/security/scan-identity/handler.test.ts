import { describe, expect, it } from 'vitest';
import { RULES } from '../../../core/security/rules.ts';
import { READS } from './definition.ts';
import { LISTERS } from './handler.ts';

describe('scan_identity', () => {
  it('may do what its listers ask for, and nothing else', () => {
    const asked = new Set(LISTERS.flatMap(({ actions }) => actions));
    expect([...asked].sort()).toEqual([...READS].sort());
  });

  it('lists nothing that no rule is about', () => {
    const judged = new Set(RULES.map(({ type }) => type));
    for (const { type, also = [] } of LISTERS)
      expect(
        [type, ...also].some((one) => judged.has(one)),
        type,
      ).toBe(true);
  });
});
