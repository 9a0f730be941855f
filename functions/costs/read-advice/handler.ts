import { NOTHING } from '../../../core/costs/meter.ts';
import type { Unseen } from '../../../core/inventory/resource.ts';
import { unseenFor } from '../../inventory/refused.ts';
import type { Handler } from '../../operation.ts';
import { type Found, partOf } from '../found.ts';
import { writePart } from '../parts-store.ts';
import { fromComputeOptimizer } from './compute-optimizer.ts';
import { fromHub } from './cost-optimization-hub.ts';
import type { definition } from './definition.ts';
import type { Advice } from './pages.ts';

const PART = 'advice';
const HUB_OFF =
  'Cost Optimization Hub is not on: AWS offers it free of charge (Billing, Cost Optimization Hub), and it knows discounts and commitments that list prices do not.';
const OPTIMIZER_OFF =
  'Compute Optimizer is not on: it is free of charge for fourteen days of history, and measures memory where the agent does.';

/** The hub has what Compute Optimizer says, without what overlaps; the latter is read only where the hub is off. */
export const handler: Handler<typeof definition> = async ({ analysisId }, context) => {
  const unseen: Unseen[] = [];
  const missing: string[] = [];
  const attempt = async (what: string, off: string, read: () => Promise<Advice | undefined>) => {
    try {
      const found = await read();
      if (!found) missing.push(off);
      for (const detail of found?.cut ?? []) unseen.push({ what, why: 'CALL_BUDGET', detail });
      return found;
    } catch (error) {
      unseen.push(unseenFor(what, error));
      return undefined;
    }
  };
  const hub = await attempt('Cost Optimization Hub', HUB_OFF, () => fromHub(context));
  const advice =
    hub ?? (await attempt('Compute Optimizer', OPTIMIZER_OFF, () => fromComputeOptimizer(context)));
  const found: Found = {
    recommendations: advice?.recommendations ?? [],
    seenTypes: [],
    costs: {},
    unseen,
    missing,
    resources: 0,
    calls: 0,
    metered: NOTHING,
  };
  await writePart(context, analysisId, partOf(PART), found);
  return { part: PART, resources: 0, recommendations: found.recommendations.length };
};
