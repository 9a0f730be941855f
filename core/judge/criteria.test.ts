import { describe, expect, it } from 'vitest';
import { InvalidInput } from '../errors.ts';
import { type Criteria, parseCriteria } from './criteria.ts';

function violationsOf(criteria: Record<string, unknown>) {
  try {
    parseCriteria(criteria as Criteria);
  } catch (thrown) {
    if (thrown instanceof InvalidInput) return thrown.detail.violations;
    throw thrown;
  }
  return [];
}

describe('parseCriteria', () => {
  it('reads what users write', () => {
    expect(parseCriteria({ errorRate: '<1%', responseTime: '<500ms', rollbackThreshold: '5%' })).toEqual({
      errorRate: 0.01,
      responseTimeMs: 500,
      rollbackThreshold: 0.05,
    });
  });
  it.each([
    [{ errorRate: ' < 0.5 % ' }, { errorRate: 0.005 }],
    [{ errorRate: '<=2%' }, { errorRate: 0.02 }],
    [{ errorRate: '2%' }, { errorRate: 0.02 }],
    [{ responseTime: '<1.5s' }, { responseTimeMs: 1500 }],
    [{ responseTime: '<= 250 ms' }, { responseTimeMs: 250 }],
    [{ rollbackThreshold: 0.2 }, { rollbackThreshold: 0.2 }],
    [{ rollbackThreshold: '>10%' }, { rollbackThreshold: 0.1 }],
    [{ rollbackThreshold: '>=10%' }, { rollbackThreshold: 0.1 }],
    [{}, {}],
    [{ errorRate: undefined }, {}],
  ])('%o', (criteria, limits) => {
    expect(parseCriteria(criteria as Criteria)).toEqual(limits);
  });
  it.each([
    ['errorRate', '>1%'],
    ['errorRate', '<0%'],
    ['errorRate', '<100%'],
    ['errorRate', '<1'],
    ['errorRate', 'x<1%'],
    ['errorRate', '<1%x'],
    ['errorRate', ''],
    ['errorRate', null],
    ['errorRate', 1],
    ['errorRate', 0],
    ['responseTime', '<500'],
    ['responseTime', '<0ms'],
    ['responseTime', '>500ms'],
    ['responseTime', '<5m'],
    ['responseTime', 'about <5ms'],
    ['responseTime', '<5ms or so'],
    ['responseTime', 500],
    ['rollbackThreshold', '<5%'],
    ['rollbackThreshold', -0.1],
  ])('%s refuses %o', (field, value) => {
    const violations = violationsOf({ [field]: value });
    expect(violations).toHaveLength(1);
    expect(violations?.[0]?.field).toBe(field);
    expect(violations?.[0]?.problem).toBe(`${JSON.stringify(value)} is not a limit`);
    expect(violations?.[0]?.allowed).toContain('such as');
  });
  it('names every field that is wrong, and what is allowed', () => {
    const violations = violationsOf({ errorRate: 'low', latency: '<5ms', responseTime: '<5ms' });
    expect(violations).toEqual([
      {
        field: 'errorRate',
        problem: '"low" is not a limit',
        allowed: 'a share between 0% and 100%, such as "<1%"',
      },
      {
        field: 'latency',
        problem: 'there is no such criterion',
        allowed: 'errorRate, responseTime, rollbackThreshold',
      },
    ]);
  });
  it('says what it could not do', () => {
    expect(() => parseCriteria({ errorRate: 'low' })).toThrow('The success criteria cannot be read.');
  });
});
