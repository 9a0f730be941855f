import { CODE, isObject, type Json, RpcError } from './json-rpc.ts';
import type { Connection, Exchange, Method } from './server.ts';

/** Rounds of questions that one request may lead to. */
const MOST_ROUNDS = 8;

/**
 * Runs a method for a client that knows no `input_required`: what it asks for is asked by requests of the server,
 * until it has all.
 * @throws RpcError where the client cannot be asked, or is asked without end
 */
export async function satisfied(
  run: Method,
  params: Json,
  exchange: Exchange,
  ask: Connection['ask'],
): Promise<Json> {
  let asked = params;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const result = await run(asked, exchange);
    if (result['resultType'] !== 'input_required') return result;
    if (!ask) throw new RpcError(CODE.internal, 'The client cannot be asked over this connection');
    const inputResponses = await answers(ask, result['inputRequests']);
    asked = { ...params, inputResponses, requestState: result['requestState'] };
  }
  throw new RpcError(CODE.internal, 'The client was asked too often');
}

async function answers(ask: NonNullable<Connection['ask']>, requests: unknown): Promise<Json> {
  const answered: [string, Json][] = [];
  for (const [name, request] of Object.entries(isObject(requests) ? requests : {})) {
    const { method, params = {} } = request as { method: string; params?: Json };
    answered.push([name, await ask(method, params)]);
  }
  return Object.fromEntries(answered);
}
