import { metricsOf } from '../../functions/metrics/odd.fixture.ts';
import type { Installation } from '../flows/installation.ts';
import { pricing } from '../flows/pricing.ts';

/** A function that has been called for days becomes slow, which is told. */
export async function metrics(installation: Installation): Promise<void> {
  const { traffic } = await pricing(installation, { name: 'quotes', requestsPerSecond: 0.1 });
  await traffic.stop();
  const { past, live } = metricsOf(installation, 'quotes');
  past();
  await live(25);
  await live(25, 6);
}
