import { seededRandom } from '../../core/anomaly/random.ts';
import type { Installation } from '../../test/flows/installation.ts';

const PERIOD_MS = 300_000;
/** More than detectors need to judge. */
const HISTORY_MS = 2.8 * 86_400_000;

/** The metrics of a function behind its alias `live`, as they would come in; its users are not needed for them. */
export function metricsOf({ account, clock }: Pick<Installation, 'account' | 'clock'>, name: string) {
  const random = seededRandom(6);
  const dimensions = { FunctionName: name, Resource: `${name}:live` };
  const put = (at: number, slower: number) => {
    const term = { namespace: 'AWS/Lambda', dimensions, at };
    const count = Math.round(200 + 20 * random());
    account.scope.record({ ...term, metric: 'Invocations', value: 1, unit: 'Count', count });
    account.scope.record({ ...term, metric: 'Duration', value: slower * (100 + 10 * random()), count });
  };
  return {
    /** As if it had been called for days. */
    past(): void {
      const to = Math.ceil(clock.now() / PERIOD_MS) * PERIOD_MS;
      for (let at = to - HISTORY_MS; at < to; at += PERIOD_MS) put(at, 1);
    },
    /** Calls from now on, so many times slower than usual, and time passes. */
    async live(minutes: number, slower = 1): Promise<void> {
      const from = Math.ceil(clock.now() / PERIOD_MS) * PERIOD_MS;
      for (let at = from; at < from + minutes * 60_000; at += PERIOD_MS) put(at, slower);
      await clock.advanceBy(minutes * 60_000);
    },
  };
}
