import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExpressionJson, PolicyJson, ScopeJson } from './cedar-json.ts';
import { compiled } from './compiled.fixture.ts';
import { Entities, type Entity } from './entities.ts';
import { oracle } from './oracle.fixture.ts';
import { decide } from './policies.ts';
import { type Attributes, EntityUid, type Value } from './value.ts';

const [ADA, EVE, STRANGER] = ['ada', 'eve', 'nobody'].map((id) => new EntityUid('User', id)) as [
  EntityUid,
  EntityUid,
  EntityUid,
];
const [READERS, WRITERS] = ['readers', 'writers'].map((id) => new EntityUid('Team', id)) as [
  EntityUid,
  EntityUid,
];
const [READ, WRITE] = ['read', 'write'].map((id) => new EntityUid('Action', id)) as [EntityUid, EntityUid];
const PLACE = new EntityUid('Place', 'one');
const UIDS = [ADA, EVE, STRANGER, READERS, WRITERS, READ, WRITE, PLACE];
const NAMES = ['a', 'b', 'toString', '__proto__x'];

const leaf: fc.Arbitrary<Value> = fc.oneof(
  fc.boolean(),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom('', 'a', 'ab*', 'User::"ada"', 'line\nbreak', '😀'),
  fc.constantFrom(...UIDS),
);
const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: leaf },
  { weight: 1, arbitrary: fc.array(leaf, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.dictionary(fc.constantFrom(...NAMES), leaf, { maxKeys: 2 }) },
);
const attributes: fc.Arbitrary<Attributes> = fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 4 });

function literal(one: Value): ExpressionJson {
  if (one instanceof EntityUid) return { Value: { __entity: { type: one.type, id: one.id } } };
  if (Array.isArray(one)) return { Set: (one as Value[]).map(literal) };
  if (typeof one === 'object')
    return { Record: Object.fromEntries(Object.entries(one).map(([name, field]) => [name, literal(field)])) };
  return { Value: one };
}

const BINARY = [
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '+',
  '-',
  '*',
  '&&',
  '||',
  'in',
  'contains',
  'containsAll',
  'containsAny',
];
const BRANCHES = ['if', 'then', 'else'];
const { expression } = fc.letrec<{ expression: ExpressionJson }>((tie) => {
  const name = fc.constantFrom(...NAMES);
  const part = fc.constantFrom(
    'Wildcard' as const,
    { Literal: 'a' },
    { Literal: '*' },
    { Literal: '\n' },
    { Literal: '😀' },
  );
  return {
    expression: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'expression' },
      value.map(literal),
      fc.constantFrom('principal', 'action', 'resource', 'context').map((Var) => ({ Var })),
      fc
        .record({ operator: fc.constantFrom(...BINARY), left: tie('expression'), right: tie('expression') })
        .map(({ operator, left, right }) => ({ [operator]: { left, right } })),
      fc
        .record({ operator: fc.constantFrom('!', 'neg', 'isEmpty'), arg: tie('expression') })
        .map(({ operator, arg }) => ({ [operator]: { arg } })),
      fc.record({ left: tie('expression'), attr: name }).map((body) => ({ '.': body })),
      fc
        .record({
          left: tie('expression'),
          attr: fc.oneof(name, fc.array(name, { minLength: 2, maxLength: 3 })),
        })
        .map((body) => ({ has: body })),
      fc
        .record({ left: tie('expression'), pattern: fc.array(part, { maxLength: 3 }) })
        .map((body) => ({ like: body })),
      fc
        .record({ left: tie('expression'), entity_type: fc.constantFrom('User', 'Team') })
        .map((body) => ({ is: body })),
      fc
        .record({ left: tie('expression'), entity_type: fc.constant('User'), in: tie('expression') })
        .map((body) => ({ is: body })),
      fc.tuple(tie('expression'), tie('expression'), tie('expression')).map((parts) => ({
        'if-then-else': Object.fromEntries(BRANCHES.map((branch, at) => [branch, parts[at]])),
      })),
    ),
  };
});

const scope = (uids: readonly EntityUid[], type: string): fc.Arbitrary<ScopeJson> => {
  const entity = fc.constantFrom(...uids).map(({ type, id }) => ({ type, id }));
  return fc.oneof(
    fc.constant({ op: 'All' }),
    entity.map((one) => ({ op: '==', entity: one })),
    entity.map((one) => ({ op: 'in', entity: one })),
    fc.constant({ op: 'is', entity_type: type }),
    entity.map((one) => ({ op: 'is', entity_type: type, in: { entity: one } })),
  );
};
const actionScope: fc.Arbitrary<ScopeJson> = fc.oneof(
  fc.constant({ op: 'All' }),
  fc
    .subarray([READ, WRITE], { minLength: 1 })
    .map((uids) => ({ op: 'in', entities: uids.map(({ type, id }) => ({ type, id })) })),
);
const policy: fc.Arbitrary<PolicyJson> = fc.record({
  effect: fc.constantFrom('permit' as const, 'forbid' as const),
  principal: scope([ADA, READERS, WRITERS], 'User'),
  action: actionScope,
  resource: scope([PLACE], 'Place'),
  conditions: fc.array(
    fc.record({ kind: fc.constantFrom('when' as const, 'unless' as const), body: expression }),
    { maxLength: 2 },
  ),
});
const policies = fc
  .array(policy, { minLength: 1, maxLength: 4 })
  .map((all) => Object.fromEntries(all.map((one, index) => [`policy${index}`, one])));
const entities: fc.Arbitrary<Entity[]> = fc
  .tuple(attributes, attributes, fc.subarray([READERS, WRITERS]), fc.boolean())
  .map(([ofAda, ofTeam, teams, nested]) => [
    { uid: ADA, attributes: ofAda, parents: teams },
    { uid: EVE, attributes: {}, parents: [WRITERS] },
    { uid: WRITERS, attributes: ofTeam, parents: nested ? [READERS] : [] },
    { uid: PLACE, attributes: ofTeam, parents: [] },
  ]);

describe('decisions of the evaluator', () => {
  it("are those of Cedar's own engine on any policy and request, with the same reasons and the same failures", () => {
    const runs = Number(process.env['POLICY_RUNS'] ?? 600);
    let decided = 0;
    fc.assert(
      fc.property(
        policies,
        entities,
        fc.constantFrom(ADA, EVE, STRANGER),
        fc.constantFrom(READ, WRITE),
        attributes,
        (all, known, principal, action, context) => {
          const request = { principal, action, resource: PLACE, context };
          const expected = oracle(all, request, known);
          const found = decide(compiled(all), { ...request, entities: new Entities(known) });
          expect([found.allowed, [...found.reasons].sort(), [...found.errors].sort()]).toEqual([
            expected.allowed,
            [...expected.reasons].sort(),
            [...expected.errors].sort(),
          ]);
          if (expected.reasons.length > 0) decided++;
        },
      ),
      { numRuns: runs },
    );
    expect(decided).toBeGreaterThan(runs / 20);
  }, 600_000);
});
