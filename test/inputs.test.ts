import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../functions/catalog.ts';
import type { Definition } from '../functions/operation.ts';
import { callOperation, type OperationAnswer } from '../sandbox/account/caller.ts';
import { inputOf } from '../surfaces/contracts.ts';
import { type Installation, install } from './flows/installation.ts';
import { ENVIRONMENT } from './flows/service.ts';
import { storefront } from './flows/storefront.ts';
import { mutated, mutations } from './inputs/mutation.ts';
import { expectProblem } from './inputs/problem.ts';
import { accepted } from './inputs/valid-input.ts';
import { writesDuring } from './inputs/writes.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
  await storefront(installation, { name: 'shop', requestsPerSecond: 1 });
});
afterAll(() => installation.close());

type Input = Readonly<Record<string, unknown>>;
const call = (operation: string, input: Input): Promise<OperationAnswer> =>
  callOperation(installation.account, operation, input, { profile: 'admin' });

/** Calls, and holds what is true of every answer; a refusal has changed nothing. */
async function refusedOrDone(operation: string, input: Input): Promise<OperationAnswer> {
  const { answer, writes } = await writesDuring(installation.account, () => call(operation, input));
  if (answer.status === 200) return answer;
  expectProblem(answer);
  expect(writes.map(({ command }) => command)).toEqual([]);
  return answer;
}

const SHOWN: readonly Definition[] = catalog.filter(({ surfaces }) => surfaces.length > 0);
const RUNS = 60;

describe.each(SHOWN.map((definition) => [definition.name, definition] as const))('%s', (name, definition) => {
  const valid = accepted(inputOf(definition)) as fc.Arbitrary<Input>;

  it('answers every input, however wrong, with a result or a problem that names what is wrong', async () => {
    await fc.assert(
      fc.asyncProperty(valid, mutations, async (input, spoilt) => {
        await refusedOrDone(name, mutated(input, spoilt));
      }),
      { numRuns: RUNS },
    );
  });
});
