import fc from 'fast-check';
import { catalog } from '../../functions/catalog.ts';
import type { Definition } from '../../functions/operation.ts';
import { exchange } from '../../sandbox/account/caller.ts';
import { seeded } from '../../sandbox/seeded-random.ts';
import { openapi } from '../../surfaces/openapi.ts';
import { inputOf } from '../../surfaces/schema/input-of.ts';
import { mutated, mutations } from '../inputs/mutation.ts';
import { accepted } from '../inputs/valid-input.ts';
import { judgeOf } from './answers.ts';
import { inhabited } from './existing.ts';

type Input = Readonly<Record<string, unknown>>;

/** Share of requests whose caller says that it has the latest answer already, or any. */
const KNOWN_SHARE = 0.2;

/** One answer that breaks what the document promises. */
export interface Breach {
  readonly operation: string;
  readonly input: unknown;
  readonly status: number;
  readonly words: string;
}

export interface FuzzReport {
  readonly requests: number;
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly breaches: readonly Breach[];
}

/**
 * Sends requests that the OpenAPI document allows, and as many that are spoilt, to every operation by turns, and holds
 * each answer against the document: no 5xx, no status and no body that it does not declare.
 * @param seed of inputs and of whose turn it is
 */
export async function fuzz(requests: number, seed: number): Promise<FuzzReport> {
  const { installation, existing } = await inhabited();
  const judge = judgeOf(openapi(catalog, '0.0.0'));
  const shown = (catalog as readonly Definition[]).filter(({ surfaces }) => surfaces.length > 0);
  const each = Math.ceil((2 * requests) / shown.length) + 1;
  const inputs = new Map(shown.map((definition) => [definition.name, inputsOf(definition, each)]));
  const random = seeded(seed);
  const statuses: Record<string, number> = {};
  const breaches: Breach[] = [];
  const etags = new Map<string, string>();
  try {
    for (let sent = 0; sent < requests; sent += 1) {
      const operation = shown[Math.floor(random() * shown.length)]?.name ?? '';
      const input = inputs.get(operation)?.next().value ?? {};
      const headers = { 'if-none-match': random() < KNOWN_SHARE ? (etags.get(operation) ?? '*') : '"none"' };
      const answer = await exchange(installation.account, operation, input, { profile: 'admin', headers });
      const { etag } = answer.headers;
      if (etag !== undefined) etags.set(operation, etag);
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      const words = judge(operation, answer);
      if (words !== undefined) breaches.push({ operation, input, status: answer.status, words });
    }
  } finally {
    await installation.close();
  }
  return { requests, statuses, breaches };

  function* inputsOf(definition: Definition, count: number): Generator<Input, Input> {
    const valid = accepted(inputOf(definition), existing) as fc.Arbitrary<Input>;
    const drawn = fc.sample(fc.tuple(valid, mutations, fc.boolean()), { seed, numRuns: count });
    for (const [input, spoilt, keep] of drawn) yield keep ? input : (mutated(input, spoilt) as Input);
    return {};
  }
}
