import type { EcsPairTarget, Side } from '../../../../core/services/service.ts';
import type { Context } from '../../../context.ts';
import type { Proof } from '../../driver.ts';

const PROBES = 5;
const TIMEOUT_MS = 5_000;

/** Sends tagged requests through the balancer to a side, whatever its weight; every one must be answered below 500. */
export async function probeTestPath(
  context: Context,
  { test }: EcsPairTarget,
  side: Side,
  words: string,
): Promise<Proof> {
  for (let count = 0; count < PROBES; count++) {
    const failure = await probe(context, { url: test.url, headers: test.headers[side] });
    if (failure) return { state: 'pending', words: `${words}, but the test path answers ${failure}.` };
  }
  return {
    state: 'healthy',
    words: `${words}; ${PROBES} of ${PROBES} probes of the test path were answered.`,
  };
}

/** What went wrong with one request; undefined when it was answered below 500. */
export async function probe(
  context: Context,
  where: { url: string; headers: Readonly<Record<string, string>> },
): Promise<string | undefined> {
  try {
    const { status } = await context.http({ url: where.url, headers: where.headers, timeoutMs: TIMEOUT_MS });
    return status >= 500 ? `status ${status}` : undefined;
  } catch (error) {
    return `no answer (${(error as Error).message})`;
  }
}
