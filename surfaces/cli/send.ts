import type { Outgoing, Send } from '../client.ts';
import type { Target } from './target.ts';

/** As `functions/callers/glass.ts` reads it; the program carries no code of functions. */
const GLASS = 'x-operate-break-glass';

/** Longer than an HTTP API ever takes to answer. */
const TIMEOUT_MS = 35_000;

/** What a caller shows besides, or in place of, a signature. */
export interface Passes {
  /** A token of an OIDC issuer, or an API key; then nothing is signed. */
  readonly token?: string;
  /** What `break_glass` answered. */
  readonly glass?: string;
  /** Profile of the AWS configuration that signs, in place of the environment's credentials. */
  readonly awsProfile?: string;
}

/**
 * Sends over the network: with the token or key where there is one; else as the profile in a sandbox, and signed with
 * the environment's credentials on AWS.
 */
export function sender(target: Target, profile: string, { token, glass, awsProfile }: Passes = {}): Send {
  return async (asked) => {
    const request = glass === undefined ? asked : { ...asked, headers: { ...asked.headers, [GLASS]: glass } };
    const authorization = token === undefined ? `Sandbox ${profile}` : `Bearer ${token}`;
    const headers =
      target.kind === 'aws' && token === undefined
        ? await signed(request, target.url, awsProfile)
        : { ...request.headers, authorization };
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
async function signed(
  request: Outgoing,
  url: string,
  awsProfile: string | undefined,
): Promise<Record<string, string>> {
  const { sign } = await import('./sign.ts');
  return await sign(request, url, awsProfile === undefined ? {} : { awsProfile });
}
