import { describe, expect, it } from 'vitest';
import type { ExpressionJson, PolicyJson, ScopeJson } from './cedar-json.ts';
import { compiled } from './compiled.fixture.ts';
import { Entities } from './entities.ts';
import { decide } from './policies.ts';
import { EntityUid } from './value.ts';

const ALL: ScopeJson = { op: 'All' };
const policy = (more: Partial<PolicyJson>): PolicyJson => ({
  effect: 'permit',
  principal: ALL,
  action: ALL,
  resource: ALL,
  conditions: [],
  ...more,
});
const when = (body: ExpressionJson) => policy({ conditions: [{ kind: 'when', body }] });
const [A, B, C] = ['a', 'b', 'c'].map((id) => new EntityUid('Team', id)) as [EntityUid, EntityUid, EntityUid];

describe('what the evaluator does not know is refused when it is compiled', () => {
  const value = { Value: 1 };
  it.each<[string, PolicyJson, string]>([
    ['a template', policy({ principal: { op: '==', slot: '?principal' } }), 'Templates'],
    ['an extension function', when({ ip: [{ Value: '1.2.3.4' }] }), "'ip'"],
    ['an extension value', when({ Value: { __extn: { fn: 'ip', arg: '1.2.3.4' } } }), '__extn'],
    ['tags', when({ hasTag: { left: value, right: value } }), "'hasTag'"],
    ['an unknown variable', when({ Var: 'request' }), "'request'"],
    ['a name of every object', when({ constructor: { left: value, right: value } }), "'constructor'"],
    ['two operators at once', when({ '!': { arg: value }, neg: { arg: value } }), 'at once'],
    ['a number of more than 53 bits', when({ Value: 2 ** 60 }), String(2 ** 60)],
    ['a fraction', when({ Value: 0.5 }), '0.5'],
    ['an unknown scope', policy({ resource: { op: 'near' } }), "'near'"],
    ['a scope without an entity', policy({ resource: { op: '==' } }), 'names no entity'],
    ['nothing where an operand should be', when({ '!': { arg: {} } }), "''"],
  ])('%s', (_what, json, words) => {
    expect(() => compiled({ mine: json })).toThrow(
      expect.objectContaining({
        name: 'UnsupportedPolicy',
        message: expect.stringMatching(/^The policy mine cannot be compiled: /),
      }),
    );
    expect(() => compiled({ mine: json })).toThrow(words);
  });
});

describe('teams that are members of one another in a circle', () => {
  it('are looked through once', () => {
    const entities = new Entities([
      { uid: A, attributes: {}, parents: [B] },
      { uid: B, attributes: {}, parents: [A] },
    ]);
    expect(entities.isIn(A, B)).toBe(true);
    expect(entities.isIn(A, C)).toBe(false);
  });
});

describe('a number too large for us', () => {
  it('is an error, and the policy does not apply', () => {
    const large = { Value: Number.MAX_SAFE_INTEGER };
    const greater = { '>': { left: { '+': { left: large, right: large } }, right: { Value: 0 } } };
    const situation = { principal: A, action: B, resource: C, context: {}, entities: new Entities([]) };
    expect(decide(compiled({ sum: when(greater) }), situation)).toEqual({
      allowed: false,
      reasons: [],
      errors: ['sum'],
    });
  });
});

describe('text of a policy', () => {
  it.each(['"+process.exit()+"', '`\u0024{1}`', '/.*/', ']$(', '\u2028'])(
    '%j never becomes code',
    (hostile) => {
      const context = { text: hostile };
      const situation = { principal: A, action: B, resource: C, context, entities: new Entities([]) };
      const text = { '.': { left: { Var: 'context' }, attr: 'text' } };
      const equal = when({ '==': { left: text, right: { Value: hostile } } });
      const alike = when({ like: { left: text, pattern: [{ Literal: hostile }] } });
      const named = when({ has: { left: { Var: 'context' }, attr: hostile } });
      const decision = decide(compiled({ [hostile]: equal, alike, named }), situation);
      expect(decision).toEqual({ allowed: true, reasons: [hostile, 'alike'], errors: [] });
    },
  );
});
