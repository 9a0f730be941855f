import { createRequire } from 'node:module';
import type { PolicyJson } from './cedar-json.ts';
import type { Entity } from './entities.ts';
import type { Decision } from './policies.ts';
import type { Situation } from './situation.ts';
import { EntityUid, isSet, type Value } from './value.ts';

type Cedar = typeof import('@cedar-policy/cedar-wasm/nodejs');
const cedar = createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs') as Cedar;

/** The decision of Cedar's own engine on the same policies and the same request. */
export function oracle(
  policies: Readonly<Record<string, PolicyJson>>,
  situation: Omit<Situation, 'entities'>,
  entities: readonly Entity[],
): Decision {
  const answer = cedar.isAuthorized({
    principal: uidJson(situation.principal),
    action: uidJson(situation.action),
    resource: uidJson(situation.resource),
    context: json(situation.context) as never,
    policies: { staticPolicies: policies as never },
    entities: entities.map(({ uid, attributes, parents }) => ({
      uid: uidJson(uid),
      attrs: json(attributes) as never,
      parents: parents.map(uidJson),
    })),
  });
  if (answer.type === 'failure') throw new Error(JSON.stringify(answer.errors));
  const { decision, diagnostics } = answer.response;
  return {
    allowed: decision === 'allow',
    reasons: diagnostics.reason,
    errors: diagnostics.errors.map(({ policyId }) => policyId),
  };
}

function uidJson({ type, id }: EntityUid) {
  return { type, id };
}

function json(value: Value): unknown {
  if (typeof value !== 'object') return value;
  if (value instanceof EntityUid) return { __entity: uidJson(value) };
  if (isSet(value)) return value.map(json);
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, json(field)]));
}
