import { seededRandom } from '../../core/anomaly/random.ts';
import { CloudWatch } from '../../sandbox/cloudwatch/cloudwatch.ts';
import { Sqs } from '../../sandbox/sqs/sqs.ts';
import { testTable } from '../audit/context.fixture.ts';
import { serviceRecord } from '../services/record.fixture.ts';
import { environmentWrite, saveService } from '../services/store.ts';
import { definition } from './detect-anomalies/definition.ts';
import { handler } from './detect-anomalies/handler.ts';
import { definition as watching } from './watch-metrics/definition.ts';
import { handler as watch } from './watch-metrics/handler.ts';

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
const HERE = { environment: 'production', service: 'shop', hours: 24 };
const DIMENSIONS = { FunctionName: 'shop', Resource: 'shop:live' };

/** An account with a registered function, and its metrics as they would come in. */
export async function watched() {
  let service: CloudWatch | undefined;
  const account = await testTable((scope) => {
    service = new CloudWatch(scope);
    const sqs = new Sqs(scope);
    sqs.createQueue({ name: 'operate-signals' });
    return [service, sqs];
  });
  const more = [environmentWrite(account.context(), 'production')];
  await saveService(account.context(), undefined, serviceRecord('shop'), { words: 'Registered.', more });
  const random = seededRandom(6);
  const record = (metric: string, at: number, value: number, count?: number) =>
    service?.record({
      namespace: 'AWS/Lambda',
      metric,
      dimensions: DIMENSIONS,
      at,
      value,
      unit: 'Count',
      ...(count !== undefined && { count }),
    });
  /** Traffic and its latency until then, and time passes. */
  const live = async (milliseconds: number, slower = 1) => {
    const from = account.clock.now();
    for (let at = from; at < from + milliseconds; at += 5 * MINUTE_MS) {
      record('Invocations', at, 1, Math.round(200 + 20 * random()));
      record('Duration', at, slower * (100 + 10 * random()));
    }
    await account.clock.advanceBy(milliseconds);
  };
  return {
    ...account,
    live,
    watch: () => watch({}, account.contextOf(watching)),
    ask: (input: Partial<typeof HERE> = {}) => handler({ ...HERE, ...input }, account.contextOf(definition)),
  };
}
