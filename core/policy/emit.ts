import type { PolicyJson, ScopeJson, UidJson } from './cedar-json.ts';
import { emitExpression, emitUid, UnsupportedPolicy } from './emit-expression.ts';

/**
 * Policies as the text of a JavaScript array of `Policy`, over the functions of `operators.ts` and `value.ts`. A
 * function carries what its policies use of them, and no compiler.
 * @param policies by their ids
 * @throws UnsupportedPolicy naming the policy and the construct
 */
export function emitPolicies(policies: Readonly<Record<string, PolicyJson>>): string {
  return `[${Object.entries(policies)
    .map(([id, json]) => emitPolicy(id, json))
    .join(',\n')}]`;
}

function emitPolicy(
  id: string,
  { effect, principal, action, resource, conditions, annotations }: PolicyJson,
): string {
  try {
    const scopes = [
      emitScope(principal, 'principal'),
      emitScope(action, 'action'),
      emitScope(resource, 'resource'),
    ];
    const bodies = conditions.map(
      ({ kind, body }) => `${kind === 'when' ? '' : '!'}truth(${emitExpression(body)})`,
    );
    const applies = [...scopes, ...bodies].filter((part) => part !== EVERYTHING).join('&&') || 'true';
    const isScoped = annotations?.[FOR] === SCOPED;
    const readsTarget = !isScoped && /\bs\.resource\b/.test(applies);
    return `{id:${JSON.stringify(id)},permits:${effect === 'permit'},readsTarget:${readsTarget},applies:(s)=>${applies}}`;
  } catch (error) {
    throw new UnsupportedPolicy(`The policy ${id} cannot be compiled: ${(error as Error).message}`);
  }
}

/** Marks a policy that says nothing of callers whose grant is for every environment and service. */
const FOR = 'for';
const SCOPED = 'scoped callers';
const EVERYTHING = '';

function emitScope(scope: ScopeJson, variable: 'principal' | 'action' | 'resource'): string {
  if (scope.slot !== undefined) throw new UnsupportedPolicy('Templates are not supported.');
  const subject = `s.${variable}`;
  switch (scope.op) {
    case 'All':
      return EVERYTHING;
    case '==':
      return `same(${subject},${emitUid(named(scope.entity))})`;
    case 'in': {
      const groups = (scope.entities ?? [scope.entity]).map((uid) => emitUid(named(uid)));
      return `isMember(${subject},[${groups.join(',')}],s)`;
    }
    case 'is': {
      const isType = `isOfType(${subject},${JSON.stringify(scope.entity_type)})`;
      return scope.in ? `${isType}&&isMember(${subject},${emitUid(named(scope.in.entity))},s)` : isType;
    }
    default:
      throw new UnsupportedPolicy(`The scope '${scope.op}' is not supported.`);
  }
}

function named(uid: UidJson | undefined): UidJson {
  if (uid === undefined) throw new UnsupportedPolicy('A scope names no entity.');
  return uid;
}
