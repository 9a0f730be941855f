import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { example, exampleText } from './example/runbook.fixture.ts';
import { changesSince, type Plan, planCost, planHash, runbookHash } from './plan.ts';
import { RUN, read, scale } from './run.fixture.ts';

const plan: Plan = { runbookHash: RUN.runbookHash, target: RUN.target, steps: [read, scale] };
const withScale = (change: object): Plan => ({ ...plan, steps: [read, { ...scale, ...change }] });

describe('planHash', () => {
  it.each<[string, Plan]>([
    ['the runbook', { ...plan, runbookHash: 'c' }],
    ['the service', { ...plan, target: { ...plan.target, service: 'checkout' } }],
    ['the environment', { ...plan, target: { ...plan.target, environment: 'staging' } }],
    ['the order', { ...plan, steps: [scale, read] }],
    ['a step less', { ...plan, steps: [scale] }],
    ['its name', withScale({ name: 'x' })],
    ['its tool', withScale({ tool: 'x' })],
    ['its field', withScale({ field: 'scale-down' })],
    ['its parameters', withScale({ params: { by: 3 } })],
    ['whether it changes something', withScale({ changes: false })],
    ['its inverse', withScale({ inverse: { kind: 'none', why: 'no' } })],
    ['what it saw', withScale({ seen: { desired: 5 } })],
  ])('changes with %s', (_name, other) => {
    expect(planHash(other)).not.toBe(planHash(plan));
  });

  it('does not depend on words, costs and the order of members', () => {
    const params = { b: 1, a: { d: 2, c: 3 } };
    const turned = { a: { c: 3, d: 2 }, b: 1 };
    expect(planHash(withScale({ words: 'Other.', costDollars: 9 }))).toBe(planHash(plan));
    expect(planHash(withScale({ params: turned }))).toBe(planHash(withScale({ params })));
    expect(planHash(plan)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('changesSince', () => {
  it.each<[Plan, string[]]>([
    [plan, []],
    [withScale({ words: 'Other.', costDollars: 9 }), []],
    [{ ...plan, runbookHash: 'c' }, ['the runbook was changed']],
    [{ ...plan, target: { ...plan.target, service: 'x' } }, ['the target is another one']],
    [withScale({ seen: { desired: 5 } }), ["what the step 'scale-out' acts on was changed"]],
    [withScale({ params: { by: 9 } }), ["the step 'scale-out' would do something else"]],
    [{ ...plan, steps: [read] }, ["the step 'scale-out' is gone"]],
    [{ ...plan, steps: [...plan.steps, { ...scale, name: 'x' }] }, ["the step 'x' is new"]],
  ])('%#', (now, words) => {
    expect(changesSince(plan, now)).toEqual(words);
  });

  it('finds nothing exactly when the hashes are equal, whatever was seen and asked for', () => {
    const some = fc.record({ seen: fc.jsonValue(), by: fc.integer({ min: 1, max: 3 }) });
    fc.assert(
      fc.property(some, some, (one, other) => {
        const [a, b] = [one, other].map(({ seen, by }) => withScale({ seen, params: { by } }));
        if (!a || !b) return;
        expect(changesSince(a, b).length === 0).toBe(planHash(a) === planHash(b));
      }),
    );
  });
});

describe('planCost', () => {
  it('adds up', () => {
    expect(planCost([read, scale, scale])).toBeCloseTo(0.5001, 9);
    expect(planCost([])).toBe(0);
  });
});

describe('runbookHash', () => {
  it('is of what the runbook says, not of how its text is laid out', () => {
    const known = example('add-capacity');
    expect(runbookHash({ ...known })).toBe(runbookHash(known));
    expect(runbookHash({ ...known, summary: 'Other.' })).not.toBe(runbookHash(known));
    expect(exampleText('add-capacity')).toContain('yaml-language-server');
  });
});
