import type { ProductOptions } from '../../sandbox/account/product.ts';
import type { VirtualClock } from '../../sandbox/clock/virtual-clock.ts';
import { seeded } from '../../sandbox/seeded-random.ts';
import { type AccountSetting, type Installation, install } from '../flows/installation.ts';

/** An installation whose chance can be begun anew, so that a case takes the same course wherever it runs. */
export interface Bench extends Installation {
  reseed(seed: number): void;
}

/** How an installation is made, where a scenario wants it otherwise. */
export type BenchSetting = Pick<NonNullable<AccountSetting['pace']>, 'trackingMinutes'>;

/** Coarse: nothing in a run happens on a finer scale than health checks and metric minutes. */
const STEP_MS = 5_000;

export async function bench(setting: BenchSetting = {}, product: ProductOptions = {}): Promise<Bench> {
  let random = seeded(1);
  const installation = await install(product, {
    random: () => random(),
    pace: { ...setting, stepMs: STEP_MS },
  });
  const reseed = (seed: number) => {
    random = seeded(seed);
  };
  return { ...installation, reseed };
}

const MINUTE_MS = 60_000;

/** Waits for a full minute: metrics are made of them, so cases begin alike. */
export async function toFullMinute({ clock }: { readonly clock: VirtualClock }): Promise<void> {
  const rest = clock.now() % MINUTE_MS;
  if (rest > 0) await clock.advanceBy(MINUTE_MS - rest);
}
