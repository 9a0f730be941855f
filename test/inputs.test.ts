import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../functions/catalog.ts';
import { type Definition, kebab } from '../functions/operation.ts';
import { roleOf } from '../lib/manifest/resources.ts';
import { callOperation, type OperationAnswer } from '../sandbox/account/caller.ts';
import { inputOf } from '../surfaces/schema/input-of.ts';
import type { Installation } from './flows/installation.ts';
import { ENVIRONMENT } from './flows/service.ts';
import { inhabited } from './fuzz/existing.ts';
import { mutated, mutations } from './inputs/mutation.ts';
import { expectProblem } from './inputs/problem.ts';
import { accepted, type Existing } from './inputs/valid-input.ts';
import { writesDuring } from './inputs/writes.ts';

const SEED = 20_260_101;
const RUNS = 30;

let installation: Installation;
let existing: Existing;
beforeAll(async () => {
  ({ installation, existing } = await inhabited());
});
afterAll(() => installation.close());

type Input = Readonly<Record<string, unknown>>;

const shown = (catalog as readonly Definition[]).filter(({ surfaces }) => surfaces.length > 0);
/** These may end the deployment that all questions are about, so they come last. */
const ENDING = ['abort_deployment', 'reject', 'rollback_deployment'];
/** Sent again with every further wish of the kind, in case they were lost; they do nothing twice. */
const REPEATED: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(ENDING.map((name) => [name, ['StopExecution', 'StartExecution']])),
  resume_deployment: ['SendTaskSuccess'],
};
const SHOWN = shown.toSorted((a, b) => ENDING.indexOf(a.name) - ENDING.indexOf(b.name));

/** Refused reads are told to the log, and so is who could not prove himself where no gateway asked before. */
function isAudited(operation: string, status: number): boolean {
  const { risk, verifiesCaller } = SHOWN.find(({ name }) => name === operation) ?? {};
  return risk !== 'read' && !(verifiesCaller && status === 401);
}

/** Calls, and holds what is true of every answer; a refused change has left its refusal in the audit, no more. */
async function call(operation: string, input: Input): Promise<OperationAnswer> {
  const { account, product } = installation;
  const { arn } = roleOf(product.manifest.naming, kebab(operation));
  const { answer, writes, refusals } = await writesDuring(account, arn, () =>
    callOperation(account, operation, input, { profile: 'admin' }),
  );
  if (answer.status === 200) return answer;
  expectProblem(answer);
  const repeated = answer.status === 409 ? (REPEATED[operation] ?? []) : [];
  expect(writes.filter(({ command }) => !repeated.includes(command))).toEqual([]);
  if (isAudited(operation, answer.status)) expect(refusals).toBe(1);
  // Nobody's is audited once a minute.
  else expect(refusals).toBeLessThanOrEqual(answer.status === 401 ? 1 : 0);
  return answer;
}

describe('whatever the input, the answer is a result or a problem that says what is wrong', () => {
  it.each(SHOWN.map((definition) => [definition.name, definition] as const))(
    '%s',
    async (name, definition) => {
      const valid = accepted(inputOf(definition), existing) as fc.Arbitrary<Input>;
      await fc.assert(
        fc.asyncProperty(valid, mutations, async (input, spoilt) => {
          await call(name, mutated(input, spoilt));
        }),
        { numRuns: RUNS, seed: SEED },
      );
    },
  );
});

describe('deploy_application refuses', () => {
  const wanted = { environment: ENVIRONMENT, service: 'shop', version: 'v2' };
  const refused = (input: Input) => call('deploy_application', { ...wanted, ...input });
  const inField = (field: string, problem: RegExp, allowed: RegExp) => ({
    status: 400,
    body: {
      title: 'InvalidInput',
      violations: [
        { field, problem: expect.stringMatching(problem), allowed: expect.stringMatching(allowed) },
      ],
    },
  });

  it('a service that nobody registered', async () => {
    expect(await refused({ service: 'nobody' })).toMatchObject({
      status: 404,
      body: { title: 'NotFound', detail: expect.stringContaining("'nobody'") },
    });
  });

  it.each([
    ['a version that does not exist', { version: 'v99' }, 'version', /'v99'/, /tag or digest.*'shop'/],
    ['a name with control characters', { version: 'v2\u001b[2J' }, 'version', /control/, /printable/],
    ['half of a surrogate pair', { version: '\ud83d' }, 'version', /surrogate/, /Unicode/],
    [
      'weights that do not rise',
      { steps: [{ weight: 50 }, { weight: 25 }, { weight: 100 }] },
      'steps.1.weight',
      /25 after 50/,
      /above the one before/,
    ],
    [
      'weights that do not reach all traffic',
      { steps: [{ weight: 50 }] },
      'steps',
      /end at weight 50/,
      /100/,
    ],
    ['a negative bake', { monitoring: { duration: -5 } }, 'monitoring.duration', /./, /at least 1/],
    ['a field that it does not know', { verison: 'v2' }, 'verison', /not a known field/, /no field/],
    [
      'a field named like a prototype',
      JSON.parse('{"__proto__":{}}'),
      '__proto__',
      /not a known/,
      /no field/,
    ],
    ['nesting without end', { monitoring: nested(2_000) }, /^monitoring\.a\.a\./, /too deeply/, /32 levels/],
  ] as const)('%s', async (_what, input, field, problem, allowed) => {
    const at = typeof field === 'string' ? field : expect.stringMatching(field);
    expect(await refused(input)).toMatchObject(inField(at as string, problem, allowed));
  });

  it('a body that is too large', async () => {
    const answer = await refused({ monitoring: { metrics: ['x'.repeat(300_000)] } });
    expect(answer).toMatchObject({ status: 413, body: { title: 'PayloadTooLarge' } });
  });

  it('a thousand unknown fields, without a thousand words', async () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`field${index}`, 1]));
    const { body } = await refused(many);
    expect(body['violations']).toHaveLength(50);
    expect(body['detail']).toMatch(/^field0 is not a known field.*\(and 999 more\)\.$/);
  });

  it('and keeps a short record of each refusal', async () => {
    await installation.clock.advanceBy(1000);
    await refused({ ['x'.repeat(50_000)]: 1 });
    const { body } = await call('list_audit', { limit: 1 });
    expect(body['records']).toMatchObject([
      {
        action: 'deploy_application',
        outcome: 'InvalidInput',
        words: expect.stringMatching(/^x{128}\.\.\. is not/),
      },
    ]);
  });
});

function nested(levels: number): unknown {
  return JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);
}
