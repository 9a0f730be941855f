import { monthlyCost } from '../monthly-cost.ts';
import { hardwareOf, inFamily, instanceHourly } from '../prices/instances.ts';
import { HOURS_A_MONTH } from '../prices/list-prices.ts';
import { member, text } from '../properties.ts';
import type { CostRule } from '../rule.ts';

const GRAVITON: Readonly<Record<string, string>> = {
  t3: 't4g',
  m5: 'm7g',
  m6i: 'm7g',
  m7i: 'm7g',
  c5: 'c7g',
  c6i: 'c7g',
  r5: 'r7g',
  r6i: 'r7g',
};

export const gravitonInstance: CostRule = {
  name: 'graviton-instance',
  type: 'AWS::EC2::Instance',
  title: 'A Linux instance that Graviton would do for less',
  kind: 'change',
  effort: 'HIGH',
  restart: true,
  undo: 'Launch the former type from the former image.',
  needs: [],
  find({ resource }) {
    const type = text(resource, 'InstanceType');
    const family = GRAVITON[hardwareOf(type).family];
    const cost = monthlyCost(resource);
    const isLinux = !/windows/i.test(text(resource, 'PlatformDetails') + text(resource, 'Platform'));
    if (family === undefined || !cost || !isLinux || member(resource, 'State', 'Name') !== 'running')
      return undefined;
    const arm = inFamily(type, family);
    const after = (instanceHourly(arm) ?? Number.POSITIVE_INFINITY) * HOURS_A_MONTH;
    if (after >= cost) return undefined;
    return {
      saving: cost - after,
      cost,
      confidence: 0.4,
      evidence: `${type} runs Linux on x86; ${arm} has as many CPUs and as much memory.`,
      action: `Build what runs on it for arm64, and move it to ${arm}.`,
    };
  },
};
