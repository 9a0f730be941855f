import type { PolicyJson } from './cedar-json.ts';
import { emitPolicies } from './emit.ts';
import * as operators from './operators.ts';
import type { Policy } from './policies.ts';
import { same, uid } from './value.ts';

/** Policies as a build compiles them, without a file between. */
export function compiled(policies: Readonly<Record<string, PolicyJson>>): readonly Policy[] {
  const known = { ...operators, same, uid };
  return new Function(...Object.keys(known), `return ${emitPolicies(policies)}`)(...Object.values(known));
}
