import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonical } from '../../core/canonical.ts';
import { CODE, type Json, RpcError } from './json-rpc.ts';

/** Milliseconds for which a person may think before an answer counts no more. */
export const STATE_TTL_MS = 600_000;

/** Who asked for what: a state counts for nobody and nothing else. */
export interface Bound {
  readonly caller: string;
  /** Digest of the request that has to come again. */
  readonly request: string;
}

/** What travels through the client between two rounds of one request, so that no server has to remember it. */
export interface RequestStates {
  seal(bound: Bound, carried: Json): string;
  /** @throws RpcError for a state that was changed, is too old, or belongs to another caller or request */
  open(state: unknown, bound: Bound): Json;
}

interface Payload extends Bound {
  readonly until: number;
  readonly carried: Json;
}

/**
 * States under HMAC-SHA256: `<payload>.<signature>`, both base64url. Clients can read them, and change nothing.
 * @param now milliseconds since the epoch
 */
export function requestStates(key: string, now: () => number): RequestStates {
  const signature = (payload: string) => createHmac('sha256', key).update(payload).digest();
  return {
    seal({ caller, request }, carried) {
      const content: Payload = { caller, request, until: now() + STATE_TTL_MS, carried };
      const payload = Buffer.from(canonical(content)).toString('base64url');
      return `${payload}.${signature(payload).toString('base64url')}`;
    },
    open(state, bound) {
      const [payload = '', given = ''] = typeof state === 'string' ? state.split('.') : [];
      const signed = Buffer.from(given, 'base64url');
      const expected = signature(payload);
      if (signed.length !== expected.length || !timingSafeEqual(signed, expected))
        throw unsound('was changed');
      const { caller, request, until, carried } = contentOf(payload);
      if (caller !== bound.caller || request !== bound.request) throw unsound('belongs to another request');
      if (now() > until) throw unsound('is too old; ask again');
      return carried;
    },
  };
}

function contentOf(payload: string): Payload {
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Payload;
}

function unsound(why: string): RpcError {
  return new RpcError(CODE.params, `The requestState ${why}`);
}
