import { createHash } from 'node:crypto';

/** What a code stands for (RFC 6749, 4.1, with PKCE, RFC 7636). */
export interface Grant {
  readonly subject: string;
  readonly clientId: string;
  readonly redirectUri: string;
  /** Of the verifier, by S256. */
  readonly challenge: string;
}

/** What is shown for a code's tokens. */
export interface Exchange {
  readonly code: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly verifier: string;
}

/** Codes that were given and not yet exchanged; each is taken once. */
export class Codes {
  readonly #grants = new Map<string, Grant>();

  keep(code: string, grant: Grant): void {
    this.#grants.set(code, grant);
  }

  /** The subject of a code; undefined unless it is known, for this client and address, and the verifier is its own. */
  take({ code, clientId, redirectUri, verifier }: Exchange): string | undefined {
    const grant = this.#grants.get(code);
    this.#grants.delete(code);
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const fits =
      grant?.clientId === clientId && grant.redirectUri === redirectUri && grant.challenge === challenge;
    return fits ? grant.subject : undefined;
  }
}
