import { endSession, session } from '../session/session.ts';
import type { Answer, ChangeName, Input, ReadName } from './catalog.ts';
import { Problem, problemOf } from './problem.ts';

const TIMEOUT_MS = 30_000;

/** Reads by an operation. @throws Problem */
export function read<Name extends ReadName>(name: Name, input: Input<Name>): Promise<Answer<Name>> {
  const given = Object.entries(input as object).filter(([, value]) => value !== undefined && value !== '');
  const query = new URLSearchParams(given.map(([field, value]) => [field, String(value)]));
  return send(`${pathOf(name)}?${query}`, {});
}

/**
 * Changes something by an operation.
 * @param key the same for a repeat of what was not answered: it then happens once
 * @throws Problem
 */
export function change<Name extends ChangeName>(
  name: Name,
  input: Input<Name>,
  key: string,
): Promise<Answer<Name>> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': key };
  return send(pathOf(name), { method: 'POST', headers, body: JSON.stringify(input) });
}

const pathOf = (name: string) => `/operations/${name.replaceAll('_', '-')}`;

async function send<Body>(path: string, request: RequestInit): Promise<Body> {
  const headers = { ...request.headers, authorization: `Bearer ${session.value?.token}` };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  // A read is asked for with its validator: what has not changed since is not sent again.
  const cache = request.method === 'POST' ? 'no-store' : 'no-cache';
  const response = await fetch(path, { ...request, headers, signal, cache }).catch(() => {
    throw new Problem(0, 'The API did not answer.');
  });
  const body = await response.text();
  const problem = response.ok ? undefined : problemOf(response.status, body);
  if (problem?.status === 401) endSession(problem.message);
  if (problem) throw problem;
  return JSON.parse(body) as Body;
}
