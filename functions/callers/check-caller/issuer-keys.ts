import type { JSONWebKeySet } from 'jose';
import { DependencyFailed } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';

const KEPT_MS = 3_600_000;
/** Whoever sends tokens with made-up key names must not make us ask the issuer for each. */
const RENEWED_AFTER_MS = 60_000;
const TIMEOUT_MS = 3_000;

interface Kept {
  readonly keys: JSONWebKeySet;
  readonly readAt: number;
}

/** The keys of one issuer (OpenID Connect Discovery 1.0, RFC 7517), read when they are first needed. */
export interface IssuerKeys {
  known(): Promise<JSONWebKeySet>;
  /** Read anew; undefined when they were read just now. */
  renewed(): Promise<JSONWebKeySet | undefined>;
}

/** Kept by client, so that one execution environment reads them once an hour. */
const kept = new WeakMap<Context['http'], Map<string, Kept>>();

export function issuerKeys(issuer: string, context: Context): IssuerKeys {
  const all = kept.get(context.http) ?? new Map<string, Kept>();
  kept.set(context.http, all);
  const now = context.clock.now();
  const read = async () => {
    const keys = await readKeys(issuer, context);
    all.set(issuer, { keys, readAt: now });
    return keys;
  };
  const before = all.get(issuer);
  return {
    known: async () => (before && now - before.readAt < KEPT_MS ? before.keys : read()),
    renewed: async () => {
      const last = all.get(issuer);
      return last && now - last.readAt < RENEWED_AFTER_MS ? undefined : read();
    },
  };
}

async function readKeys(issuer: string, context: Context): Promise<JSONWebKeySet> {
  const base = issuer.replace(/\/$/, '');
  const { issuer: said, jwks_uri: uri } = await readJson(`${base}/.well-known/openid-configuration`, context);
  if (said !== issuer || typeof uri !== 'string')
    throw new DependencyFailed(`${issuer} describes itself as another issuer, or names no keys.`);
  const keys = await readJson(uri, context);
  if (!Array.isArray(keys['keys'])) throw new DependencyFailed(`${uri} has no keys.`);
  return keys as unknown as JSONWebKeySet;
}

async function readJson(url: string, { http }: Context): Promise<Record<string, unknown>> {
  const { status, body } = await http({ url, timeoutMs: TIMEOUT_MS }).catch((cause) => {
    throw new DependencyFailed(`${url} cannot be read.`, { cause });
  });
  if (status !== 200) throw new DependencyFailed(`${url} was answered ${status}.`);
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch (cause) {
    throw new DependencyFailed(`${url} is no JSON.`, { cause });
  }
}
