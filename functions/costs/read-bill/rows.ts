import { type BillRow, chargeOf, type Window } from '../../../core/costs/bill.ts';
import type { TaggedRow } from '../bill-store.ts';
import type { CostExplorer } from '../cost-explorer.ts';

/** What services cost, by day and kind of charge: one question for spend, credits, refunds and tax. */
export async function rowsByService(explorer: CostExplorer, window: Window): Promise<BillRow[]> {
  const days = await explorer.daily(window, [
    { Type: 'DIMENSION', Key: 'SERVICE' },
    { Type: 'DIMENSION', Key: 'RECORD_TYPE' },
  ]);
  return days.map(({ day, keys: [service = '', recordType = ''], amount, amortised }) => {
    return { day, service, charge: chargeOf(recordType), amount, amortised };
  });
}

/** Of charges without credits and refunds, as an expression of Cost Explorer. */
export const ONLY_USAGE = {
  Not: { Dimensions: { Key: 'RECORD_TYPE' as const, Values: ['Credit', 'Refund', 'Tax'] } },
};

/**
 * What registered services cost, by their tags. Empty where the tags are not activated: Cost Explorer then puts
 * everything under no value.
 */
export async function taggedRows(explorer: CostExplorer, window: Window): Promise<TaggedRow[]> {
  const days = await explorer.daily(
    window,
    [
      { Type: 'TAG', Key: 'operate:environment' },
      { Type: 'TAG', Key: 'operate:service' },
    ],
    ONLY_USAGE,
  );
  return days
    .map(({ day, keys, amount, amortised }) => {
      const [environment = '', service = ''] = keys.map((key) => key.split('$')[1]);
      return { day, environment, service, amount, amortised };
    })
    .filter(({ service }) => service !== '');
}
