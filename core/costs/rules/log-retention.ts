import { monthlyCost } from '../monthly-cost.ts';
import { daysSince, number } from '../properties.ts';
import type { CostRule } from '../rule.ts';

const KEPT_DAYS = 30;
const LEAST_DAYS = 90;

export const logRetention: CostRule = {
  name: 'log-retention',
  type: 'AWS::Logs::LogGroup',
  title: 'A log group that keeps everything for ever',
  kind: 'change',
  effort: 'VERY_LOW',
  restart: false,
  undo: 'Take the retention away; lines that expired until then are gone, so export first what the law asks for.',
  needs: [],
  find({ resource, now }) {
    const cost = monthlyCost(resource);
    const days = daysSince(resource, 'creationTime', now);
    if (number(resource, 'retentionInDays') > 0 || !cost || days < LEAST_DAYS) return undefined;
    return {
      // As if lines had come evenly since it was made.
      saving: cost * (1 - KEPT_DAYS / days),
      cost,
      confidence: 0.8,
      evidence: `It has kept ${(number(resource, 'storedBytes') / 2 ** 30).toFixed(1)} GiB of ${Math.floor(days)} days, and will keep them without end.`,
      action: `Set a retention of ${KEPT_DAYS} days.`,
    };
  },
};
