import type { z } from 'zod';
import { DependencyFailed } from '../core/errors.ts';
import type { Definition } from '../functions/operation.ts';
import type { Route } from './http.ts';
import { errorOf } from './problem-errors.ts';

export interface Outgoing {
  readonly method: 'GET' | 'POST';
  /** Path and query string. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Sends a request to an endpoint, signed or named as that endpoint wants it; rejects when nobody answers. */
export type Send = (request: Outgoing) => Promise<Answer>;

export interface CallOptions {
  /** A repeat of a change with the same key gets the first answer. */
  readonly idempotencyKey?: string;
}

/** One typed function for each operation of a catalog. */
export type Client<Catalog extends readonly Definition[]> = {
  readonly [D in Catalog[number] as D['name']]: (
    input: z.input<D['input']>,
    options?: CallOptions,
  ) => Promise<z.output<D['output']>>;
};

/**
 * The operations as functions over HTTP. Each rejects with the OperateError that the problem document names, or
 * with DependencyFailed when nobody answers.
 */
export function createClient<const Catalog extends readonly Definition[]>(
  routes: readonly Route[],
  send: Send,
): Client<Catalog> {
  const functions = routes.map((route) => [
    route.operation,
    async (input: unknown, options: CallOptions = {}) =>
      outcome(await sent(requestOf(route, input as Record<string, unknown>, options), send)),
  ]);
  return Object.fromEntries(functions) as Client<Catalog>;
}

function requestOf(
  { method, path }: Route,
  input: Record<string, unknown>,
  { idempotencyKey }: CallOptions,
): Outgoing {
  const headers = { accept: 'application/json, application/problem+json' };
  if (method === 'GET') return { method, path: `${path}${queryOf(input)}`, headers };
  const key = idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey };
  return {
    method,
    path,
    headers: { ...headers, ...key, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  };
}

function queryOf(input: Record<string, unknown>): string {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  const pairs = given.map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

async function sent(request: Outgoing, send: Send): Promise<Answer> {
  try {
    return await send(request);
  } catch (cause) {
    throw new DependencyFailed(`The endpoint did not answer: ${(cause as Error).message}.`, { cause });
  }
}

function outcome({ status, body }: Answer): unknown {
  if (status >= 400) throw errorOf(status, body);
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new DependencyFailed(`The endpoint answered ${status} with something other than JSON.`, { cause });
  }
}
