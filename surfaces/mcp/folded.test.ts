import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../functions/catalog.ts';
import { folded, unfolded } from './folded.ts';
import { toolsOf } from './tools.ts';

const { letrec } = fc;
/** Values with many equal parts. */
const { value } = letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('a'.repeat(50), 1, true, null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.record(
      {
        type: fc.constantFrom('object', 'string'),
        properties: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { noNullPrototype: true }),
        required: fc.subarray(['c', 'a', 'b']),
        additionalProperties: fc.boolean(),
        description: fc.constantFrom('', 'what it is'),
        more: fc.constant(1),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
    fc.dictionary(fc.constantFrom('a', 'b', 'long'.repeat(10)), tie('value'), { noNullPrototype: true }),
  ),
}));

describe('folding', () => {
  it('loses nothing', () => {
    fc.assert(
      fc.property(value, (whole) => {
        expect(unfolded(JSON.parse(JSON.stringify(folded(whole))))).toEqual(whole);
      }),
    );
  });

  it('keeps the tools of agents in three fifths of the room', () => {
    const tools = toolsOf(catalog);
    expect(unfolded(folded(tools))).toEqual(JSON.parse(JSON.stringify(tools)));
    expect(JSON.stringify(folded(tools)).length).toBeLessThan((JSON.stringify(tools).length * 3) / 5);
  });

  it('refuses what it could not give back', () => {
    expect(() => folded({ a: { $: 1 } })).toThrow("'$'");
  });
});
