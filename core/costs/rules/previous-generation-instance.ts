import { monthlyCost } from '../monthly-cost.ts';
import { hardwareOf, inFamily, instanceHourly } from '../prices/instances.ts';
import { HOURS_A_MONTH } from '../prices/list-prices.ts';
import { member, text } from '../properties.ts';
import type { CostRule } from '../rule.ts';

const NEXT: Readonly<Record<string, string>> = { t2: 't3', m4: 'm6i', c4: 'c6i', r4: 'r6i' };

export const previousGenerationInstance: CostRule = {
  name: 'previous-generation-instance',
  type: 'AWS::EC2::Instance',
  title: 'An instance of a generation that newer ones do as much for less',
  kind: 'change',
  effort: 'MEDIUM',
  restart: true,
  undo: 'Stop the instance, set the former type and start it.',
  needs: [],
  find({ resource }) {
    const type = text(resource, 'InstanceType');
    const family = NEXT[hardwareOf(type).family];
    const cost = monthlyCost(resource);
    if (family === undefined || !cost || member(resource, 'State', 'Name') !== 'running') return undefined;
    const newer = inFamily(type, family);
    const after = (instanceHourly(newer) ?? Number.POSITIVE_INFINITY) * HOURS_A_MONTH;
    if (after >= cost) return undefined;
    return {
      saving: cost - after,
      cost,
      confidence: 0.75,
      evidence: `${type} is of an earlier generation than ${newer}, which is faster.`,
      action: `Change the type from ${type} to ${newer}; its image needs the drivers for NVMe and ENA.`,
    };
  },
};
