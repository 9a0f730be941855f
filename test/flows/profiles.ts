import { catalog } from '../../functions/catalog.ts';
import type { Account } from '../../sandbox/account/account.ts';
import { callOperation } from '../../sandbox/account/caller.ts';
import { type Client, createClient, type Outgoing } from '../../surfaces/client.ts';
import { routes } from '../../surfaces/http.ts';

/** Every operation that the HTTP API shows, as a typed function that rejects with the error its answer names. */
export type Operations = Client<typeof catalog>;

const ROUTES = routes(catalog);

/** The operations as somebody of the sandbox's profiles calls them; nobody when null. */
export function operationsOf(account: Account, profile: string | null): Operations {
  return createClient<typeof catalog>(ROUTES, async (request) => {
    const idempotencyKey = request.headers['idempotency-key'];
    const options = { profile, ...(idempotencyKey !== undefined && { idempotencyKey }) };
    const { status, body } = await callOperation(account, nameOf(request), inputOf(request), options);
    return { status, body: JSON.stringify(body) };
  });
}

function nameOf({ method, path }: Outgoing): string {
  const route = ROUTES.find((known) => known.method === method && known.path === path.split('?')[0]);
  if (!route) throw new Error(`There is no route ${method} ${path}.`);
  return route.operation;
}

function inputOf({ path, body }: Outgoing): Record<string, unknown> {
  if (body !== undefined) return JSON.parse(body) as Record<string, unknown>;
  return Object.fromEntries(new URLSearchParams(path.split('?')[1] ?? ''));
}
