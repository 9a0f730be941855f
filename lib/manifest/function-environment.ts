import type { Environment } from '../../functions/environment.ts';
import type { FunctionPlan } from './manifest.ts';
import { CALLS_ALONE } from './settings.ts';

/** What Lambda takes of all variables of a function; ours is one, with its name. */
export const MOST_ENVIRONMENT_BYTES = 4096 - 'OPERATE_ENVIRONMENT'.length;

const NO_TRIGGERS: Environment['triggers'] = { rules: [], countingRules: [], schedules: [], functions: [] };

/**
 * The environment as one function needs it: who is granted what only behind a door, which issuers are believed only
 * where tokens are looked at, what calls by itself only where that is looked after.
 */
export function environmentFor(
  {
    operation,
    hasDoor,
    readsTriggers,
    readsTokens,
  }: Pick<FunctionPlan, 'operation' | 'hasDoor' | 'readsTriggers' | 'readsTokens'>,
  { tokenIssuers, ...environment }: Environment,
): Environment {
  return {
    ...environment,
    roles: hasDoor ? environment.roles.filter(({ principal }) => mayCall(principal, operation)) : [],
    triggers: readsTriggers ? environment.triggers : NO_TRIGGERS,
    ...(readsTokens && tokenIssuers && { tokenIssuers }),
  };
}

/** One of our own callers that calls one operation alone is nobody to all others. */
function mayCall(principal: string, operation: string): boolean {
  const [, called = operation] =
    Object.entries(CALLS_ALONE).find(([name]) => principal.endsWith(`${name}/*`)) ?? [];
  return called === operation;
}

/** Account and region as they stand in a template: an account has 12 digits, no region's name is longer than this. */
const UNKNOWN = /\$\{Token\[[^\]]+\]\}/g;
const LONGEST_REGION = 'ap-southeast-2';

/** Functions that could not be deployed, because what they are told is too long. */
export function tooLong(functions: readonly FunctionPlan[], environment: Environment): string[] {
  const bytes = (plan: FunctionPlan) =>
    Buffer.byteLength(JSON.stringify(environmentFor(plan, environment)).replace(UNKNOWN, LONGEST_REGION));
  return functions
    .filter((plan) => bytes(plan) > MOST_ENVIRONMENT_BYTES)
    .map((plan) => `${plan.operation} (${bytes(plan)} bytes)`);
}
