import type { EcsPairTarget, Side } from '../../../../core/services/service.ts';
import type { Context } from '../../../context.ts';
import type { Proof } from '../../driver.ts';

const PROBES = 5;
const TIMEOUT_MS = 5_000;
const SERVER_ERROR = 500;
const CLIENT_ERROR = 400;

/**
 * Sends tagged requests through the balancer to a side, whatever its weight; every one must be answered below 500, and
 * below 400 where a path was named.
 */
export async function probeTestPath(
  context: Context,
  { test }: EcsPairTarget,
  { side, path, words }: { readonly side: Side; readonly path?: string | undefined; readonly words: string },
): Promise<Proof> {
  const url = path === undefined ? test.url : urlAt(test.url, path);
  const bad = path === undefined ? SERVER_ERROR : CLIENT_ERROR;
  for (let count = 0; count < PROBES; count++) {
    const failure = await probe(context, { url, headers: test.headers[side], bad });
    if (failure)
      return { state: 'pending', words: `${words}, but ${path ?? 'the test path'} answers ${failure}.` };
  }
  return {
    state: 'healthy',
    words: `${words}; ${PROBES} of ${PROBES} probes of ${path ?? 'the test path'} were answered.`,
  };
}

/** The same balancer, whatever the path looks like. */
function urlAt(base: string, path: string): string {
  const url = new URL(base);
  url.pathname = path;
  return url.href;
}

/** What went wrong with one request; undefined when it was answered below the least status that is bad. */
export async function probe(
  context: Context,
  where: { url: string; headers: Readonly<Record<string, string>>; bad?: number },
): Promise<string | undefined> {
  const { url, headers, bad = SERVER_ERROR } = where;
  try {
    const { status } = await context.http({ url, headers, timeoutMs: TIMEOUT_MS });
    return status >= bad ? `status ${status}` : undefined;
  } catch (error) {
    return `no answer (${(error as Error).message})`;
  }
}
