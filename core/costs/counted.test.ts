import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ranked, totalSaving } from './counted.ts';
import { type Recommendation, SOURCES } from './recommendation.ts';

const one = (more: Partial<Recommendation>): Recommendation => ({
  source: 'operate',
  rule: 'rule',
  title: '',
  type: 'T',
  arn: 'a',
  id: 'a',
  kind: 'change',
  saving: 1,
  effort: 'LOW',
  restart: false,
  undo: '',
  evidence: '',
  action: '',
  ...more,
});

describe('savings on one resource', () => {
  it('count once: removal first, then whoever knows the discounts, then the larger', () => {
    const gone = one({ rule: 'gone', kind: 'remove', saving: 5 });
    const hub = one({ rule: 'hub', source: 'cost-optimization-hub', saving: 8 });
    const large = one({ rule: 'large', saving: 9 });
    expect(ranked([large, hub, gone]).map(({ rule, insteadOf }) => [rule, insteadOf])).toEqual([
      ['gone', undefined],
      ['large', 'gone'],
      ['hub', 'gone'],
    ]);
    expect(ranked([large, hub])[0]).toMatchObject({ rule: 'hub' });
    expect(totalSaving(ranked([large, hub, one({ arn: 'b', saving: 2 })]))).toBe(10);
  });

  it('add up to one recommendation a resource, whatever the order', () => {
    const some = fc.array(
      fc
        .record({
          arn: fc.constantFrom('a', 'b', 'c'),
          rule: fc.constantFrom('r', 's', 't'),
          kind: fc.constantFrom('remove' as const, 'change' as const),
          source: fc.constantFrom(...SOURCES),
          saving: fc.integer({ min: 1, max: 99 }),
        })
        .map(one),
    );
    fc.assert(
      fc.property(some, (all) => {
        const counted = ranked(all).filter(({ insteadOf }) => insteadOf === undefined);
        expect(counted.map(({ arn }) => arn).sort()).toEqual([...new Set(all.map(({ arn }) => arn))].sort());
        expect(totalSaving(ranked(all))).toBe(totalSaving(ranked(all.toReversed())));
      }),
    );
  });
});
