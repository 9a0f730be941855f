import type { PolicyJson, ScopeJson, UidJson } from './cedar-json.ts';
import { compileExpression, type Situation, UnsupportedPolicy } from './expression.ts';
import { truth } from './operators.ts';
import { EntityUid } from './value.ts';

/** What policies say of a request. */
export interface Decision {
  readonly allowed: boolean;
  /** Policies that decided: those that forbid it, or else those that permit it. */
  readonly reasons: readonly string[];
  /** Policies that could not be evaluated on it. */
  readonly errors: readonly { readonly policy: string; readonly problem: string }[];
}

export type Policies = (situation: Situation) => Decision;

interface Policy {
  readonly id: string;
  readonly effect: PolicyJson['effect'];
  readonly applies: (situation: Situation) => boolean;
}

/**
 * Compiles policies to one function. It decides as Cedar does: any `forbid` that applies refuses, else any `permit`
 * allows, else it is refused; a policy that cannot be evaluated does not apply, and is named.
 * @param policies by their ids
 * @throws UnsupportedPolicy naming the policy and the construct
 */
export function compilePolicies(policies: Readonly<Record<string, PolicyJson>>): Policies {
  const compiled = Object.entries(policies).map(([id, json]) => compilePolicy(id, json));
  const forbids = compiled.filter(({ effect }) => effect === 'forbid');
  const permits = compiled.filter(({ effect }) => effect === 'permit');
  return (situation) => {
    const errors: { policy: string; problem: string }[] = [];
    const forbidding = applying(forbids, situation, errors);
    const permitting = applying(permits, situation, errors);
    if (forbidding.length > 0) return { allowed: false, reasons: forbidding, errors };
    return { allowed: permitting.length > 0, reasons: permitting, errors };
  };
}

function applying(
  policies: readonly Policy[],
  situation: Situation,
  errors: { policy: string; problem: string }[],
): string[] {
  const ids: string[] = [];
  for (const { id, applies } of policies) {
    try {
      if (applies(situation)) ids.push(id);
    } catch (error) {
      errors.push({ policy: id, problem: (error as Error).message });
    }
  }
  return ids;
}

function compilePolicy(id: string, json: PolicyJson): Policy {
  try {
    const principal = compileScope(json.principal, 'principal');
    const action = compileScope(json.action, 'action');
    const resource = compileScope(json.resource, 'resource');
    const conditions = json.conditions.map(({ kind, body }) => {
      const holds = compileExpression(body);
      return (situation: Situation) => truth(holds(situation)) === (kind === 'when');
    });
    const all = [principal, action, resource, ...conditions];
    return { id, effect: json.effect, applies: (situation) => all.every((part) => part(situation)) };
  } catch (error) {
    throw new UnsupportedPolicy(`The policy ${id} cannot be compiled: ${(error as Error).message}`);
  }
}

type Variable = 'principal' | 'action' | 'resource';

function compileScope(scope: ScopeJson, variable: Variable): (situation: Situation) => boolean {
  if (scope.slot !== undefined) throw new UnsupportedPolicy('Templates are not supported.');
  switch (scope.op) {
    case 'All':
      return () => true;
    case '==': {
      const { key } = uid(scope.entity);
      return (situation) => situation[variable].key === key;
    }
    case 'in': {
      const groups = (scope.entities ?? [scope.entity]).map(uid);
      return (situation) => groups.some((group) => situation.entities.isIn(situation[variable], group));
    }
    case 'is': {
      const type = scope.entity_type;
      const group = scope.in && uid(scope.in.entity);
      return (situation) =>
        situation[variable].type === type &&
        (group === undefined || situation.entities.isIn(situation[variable], group));
    }
    default:
      throw new UnsupportedPolicy(`The scope '${scope.op}' is not supported.`);
  }
}

function uid(json: UidJson | undefined): EntityUid {
  if (json === undefined) throw new UnsupportedPolicy('A scope names no entity.');
  return new EntityUid(json.type, json.id);
}
