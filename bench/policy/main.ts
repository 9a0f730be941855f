import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { refusal } from '../../core/policy/authority.ts';
import { decide } from '../../core/policy/policies.ts';
import { type Principal, situationOf, type Wish } from '../../core/policy/request.ts';
import { catalog } from '../../functions/catalog.ts';
import { requiredRole } from '../../functions/operation.ts';
import { policiesOf } from '../../lib/manifest/policies.ts';
import { loadPolicies } from '../../surfaces/load.ts';
import { rounded, table } from '../statistics.ts';
import { cedarCall } from './cedar-call.ts';
import { requests } from './requests.ts';

type Cedar = typeof import('@cedar-policy/cedar-wasm/nodejs');

const MICROS = 20;

export interface PolicyResult {
  readonly seed: number;
  readonly requests: number;
  readonly allowed: number;
  readonly unequal: number;
  /** CPU microseconds a decision, the request's own making included. */
  readonly micros: number;
  readonly cedarMicros: number;
  readonly misses: readonly string[];
}

/** Asks our evaluator and Cedar's own engine about the shipped policies, on the same random calls. */
export async function run(args: readonly string[]): Promise<PolicyResult> {
  const { values } = parseArgs({
    args: [...args],
    options: { seed: { type: 'string', default: '1' }, requests: { type: 'string', default: '100000' } },
  });
  const seed = Number(values.seed);
  const asked = fc.sample(requests(operations()), { seed, numRuns: Number(values.requests) });
  const set = policiesOf(catalog);
  const cedar = createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs') as Cedar;
  cedar.preparsePolicySet('ours', { staticPolicies: set as never });
  const policies = await loadPolicies({ root: fileURLToPath(new URL('../..', import.meta.url)) });
  const [micros, ours] = timed(
    asked,
    ([principal, wish, at]) => decide(policies, situationOf(principal, wish, at)).allowed,
  );
  const [cedarMicros, theirs] = timed(asked, (request) => allowedBy(cedar, request));
  const refused = asked.filter(([principal, wish, at]) => refusal(policies, principal, wish, at) !== null);
  const unequal = ours.filter((allowed, index) => allowed !== theirs[index]).length;
  const allowed = ours.filter(Boolean).length;
  const misses = [
    ...(unequal > 0 ? [`${unequal} decisions differ`] : []),
    ...(allowed + refused.length !== asked.length ? ['what is refused is not what is not allowed'] : []),
    ...(micros > MICROS ? [`a decision takes ${micros} microseconds, not ${MICROS}`] : []),
  ];
  return { seed, requests: asked.length, allowed, unequal, micros, cedarMicros, misses };
}

function operations(): readonly Pick<Wish, 'operation' | 'role' | 'risk'>[] {
  return catalog
    .filter(({ surfaces }) => surfaces.length > 0)
    .map((definition) => ({
      operation: definition.name,
      role: requiredRole(definition),
      risk: definition.risk,
    }));
}

type Asked = readonly [Principal, Wish, number];

function timed(
  asked: readonly Asked[],
  ask: (request: Asked) => boolean,
): [micros: number, answers: boolean[]] {
  for (const request of asked.slice(0, 500)) ask(request);
  const before = process.cpuUsage();
  const answers = asked.map(ask);
  const { user, system } = process.cpuUsage(before);
  return [rounded((user + system) / asked.length, 1), answers];
}

function allowedBy(cedar: Cedar, request: Asked): boolean {
  const answer = cedar.statefulIsAuthorized({ ...cedarCall(request), preparsedPolicySetId: 'ours' });
  if (answer.type === 'failure') throw new Error(JSON.stringify(answer.errors));
  return answer.response.decision === 'allow';
}

export function report(result: PolicyResult): string {
  const rows = [
    ['calls', String(result.requests)],
    ['allowed', String(result.allowed)],
    ["decisions that differ from Cedar's engine", String(result.unequal)],
    ['microseconds a decision', String(result.micros)],
    ["microseconds of Cedar's engine, policies parsed before", String(result.cedarMicros)],
  ];
  const missed = result.misses.map((miss) => `\nMissed: ${miss}.`).join('');
  return `${table(['', ''], rows)}\n\nSeed ${result.seed}.${missed}`;
}
