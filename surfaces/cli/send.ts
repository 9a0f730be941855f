import type { Outgoing, Send } from '../client.ts';
import type { Target } from './target.ts';

/** Longer than an HTTP API ever takes to answer. */
const TIMEOUT_MS = 35_000;

/** Sends over the network, as the profile in a sandbox, signed with the environment's credentials on AWS. */
export function sender(target: Target, profile: string): Send {
  return async (request) => {
    const headers =
      target.kind === 'sandbox'
        ? { ...request.headers, authorization: `Sandbox ${profile}` }
        : await signed(request, target.url);
    const answer = await fetch(target.url + request.path, {
      method: request.method,
      headers,
      ...(request.body === undefined ? {} : { body: request.body }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: answer.status, body: await answer.text() };
  };
}

/** Loaded late: commands against a sandbox need neither the signer nor the chain of credentials. */
async function signed(request: Outgoing, url: string): Promise<Record<string, string>> {
  const { sign } = await import('./sign.ts');
  return await sign(request, url);
}
