import type { Reach } from '../../address-guard.ts';
import type { Context } from '../../context.ts';
import type { HttpResponse } from '../../http-client.ts';
import { type Outcome, outcomeOfError, outcomeOfStatus } from '../outcome.ts';

export interface Post {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What is sent as JSON. */
  readonly body: string;
  readonly reach?: Reach;
  /** What a provider's answer of success says besides; undefined when it is one. */
  readonly reread?: (response: HttpResponse) => Outcome | undefined;
}

/** A channel that does not answer must not keep the others waiting. */
export const TIMEOUT_MS = 8_000;

/** Sends JSON over HTTPS, once. */
export async function post(context: Context, { url, headers, body, reach, reread }: Post): Promise<Outcome> {
  if (!url.startsWith('https:')) return { kind: 'refused', words: 'Only https is spoken.' };
  try {
    const response = await context.http({
      url,
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': String(Buffer.byteLength(body)),
        'user-agent': 'Operate',
        ...headers,
      },
      body,
      timeoutMs: TIMEOUT_MS,
      reach: reach ?? 'public',
    });
    return reread?.(response) ?? outcomeOfStatus(response.status, retryAfter(response, context.clock.now()));
  } catch (error) {
    return outcomeOfError(error);
  }
}

/** Seconds, by the header's number or its date; undefined when there is neither. */
function retryAfter({ headers }: HttpResponse, now: number): number | undefined {
  const value = headers['retry-after'];
  if (value === undefined) return undefined;
  if (/^\d{1,6}$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}
