/** How sending one message came out. Words are our own: what a provider answers may repeat what we sent it. */
export type Outcome =
  | { readonly kind: 'sent'; readonly words: string }
  /** It was not taken, and would not be if it were sent again. */
  | { readonly kind: 'refused'; readonly words: string }
  /** It was not taken, and may be later. */
  | { readonly kind: 'later'; readonly words: string; readonly retryAfterSeconds?: number }
  /** It was not taken since the credential was not. */
  | { readonly kind: 'unauthorised'; readonly words: string }
  /** It may have been taken. */
  | { readonly kind: 'unknown'; readonly words: string };

/** Errors of a connection that was never there, so that nothing was sent. */
const NEVER_SENT = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ERR_INVALID_CHAR',
  'ERR_INVALID_URL',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];

/** An error in place of an answer. */
export function outcomeOfError(error: unknown): Outcome {
  const code = codeOf(error);
  if (code === 'ADDRESS_REFUSED')
    return { kind: 'refused', words: 'The host has an address that must not be reached.' };
  if (NEVER_SENT.includes(code)) return { kind: 'later', words: `There was no connection: ${code}.` };
  return { kind: 'unknown', words: 'It was sent and never answered.' };
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | undefined)?.code ?? '');
}

/** An HTTP status, where a provider says no more. */
export function outcomeOfStatus(status: number, retryAfterSeconds?: number): Outcome {
  const words = `It was answered with ${status}.`;
  if (status >= 200 && status < 300) return { kind: 'sent', words };
  if (status === 401 || status === 403) return { kind: 'unauthorised', words };
  // A gateway that gave up waiting does not know what came of it.
  if (status === 504) return { kind: 'unknown', words };
  if (status === 408 || status === 425 || status === 429 || status >= 500)
    return { kind: 'later', words, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
  return { kind: 'refused', words };
}
