import type { EndpointProbe } from '../../core/health/probe.ts';
import type { Seen } from '../../core/health/seen.ts';
import { cleanText } from '../../core/incident/clean-text.ts';
import { AddressRefused } from '../address-guard.ts';
import type { Context } from '../context.ts';
import type { HttpResponse } from '../http-client.ts';
import type { Measures } from '../http-measures.ts';

const LONGEST_WORDS = 200;
/** Of a client that measures nothing. */
const UNMEASURED: Partial<Measures> = {};

/** Codes that a reader cannot be expected to know. */
const MEANINGS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by nobody who is trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is signed by nobody who is trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is signed by nobody who is trusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  ENOTFOUND: 'its name is not known',
  ENODATA: 'its name has no address',
  ETIMEOUT: 'no name server answered',
  EAI_AGAIN: 'no name server answered',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was cut off',
};

/**
 * Asks an endpoint once; public addresses and those that its service allows, no redirect.
 * @returns nothing where the whole run had no time left for it
 */
export async function probeEndpoint(
  context: Context,
  { url, expectBody, timeoutMs, allowed }: EndpointProbe,
  deadline: AbortSignal,
): Promise<Seen | undefined> {
  const request = { url, timeoutMs, reach: 'public', allowed, signal: deadline, measured: true } as const;
  const headers = { 'user-agent': 'operate', accept: '*/*' };
  try {
    return answered(await context.http({ ...request, headers }), expectBody);
  } catch (error) {
    if (error instanceof AddressRefused)
      return { what: 'unread', words: `It was not asked: ${error.message}, unless allowAddresses names it.` };
    return deadline.aborted ? undefined : { what: 'endpoint-failed', words: failureOf(error as Error) };
  }
}

function answered({ status, body, measures }: HttpResponse, expectBody: string | undefined): Seen {
  const { bodyCut = false, certificateExpires, ...times }: Partial<Measures> = measures ?? UNMEASURED;
  return {
    what: 'endpoint-answered',
    status,
    ...(expectBody !== undefined && { hasText: body.includes(expectBody) }),
    bodyCut,
    times,
    ...(certificateExpires !== undefined && { certificateExpires }),
  };
}

function failureOf(error: Error & { readonly code?: unknown }): string {
  const code = typeof error.code === 'string' ? error.code : undefined;
  const meaning = code === undefined ? undefined : MEANINGS[code];
  const words = meaning === undefined ? error.message : `${meaning} (${code})`;
  return `No answer: ${cleanText(words, LONGEST_WORDS)}.`;
}
