import type { z } from 'zod';
import { totalsOf } from '../../core/performance/ledger.ts';
import type { Analysis } from './analyse.ts';
import type { analysed } from './fields.ts';
import { settingView } from './view.ts';

/** What is answered about one service. */
export function analysedView(
  service: string,
  { gathered, compared, bottleneck, recommendations, chosen, optimizations }: Analysis,
): z.input<typeof analysed> {
  const { facts, notSeen } = gathered;
  return {
    service,
    ...(facts && { setting: settingView(facts) }),
    metrics: compared.map((one) => ({ ...one, ...(one.baseline && { baseline: { ...one.baseline } }) })),
    bottleneck,
    recommendations: recommendations.map((one, index) => ({
      ...one,
      effects: [...one.effects],
      apply: chosen.choices[index] ?? { code: 'ADVICE_ONLY', words: '' },
    })),
    ledger: totalsOf(optimizations),
    notSeen: [...notSeen],
  };
}
