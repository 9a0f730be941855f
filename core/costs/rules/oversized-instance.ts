import { anyDay, everyDay, largest } from '../days.ts';
import { percent } from '../dollars.ts';
import { instanceMetric } from '../metric-needs.ts';
import { monthlyCost } from '../monthly-cost.ts';
import { halved } from '../prices/instances.ts';
import { member, text } from '../properties.ts';
import { type CostRule, LOOK_BACK_DAYS } from '../rule.ts';

/** Half of the capacity takes twice the share: 80 percent at most, as Compute Optimizer's own headroom has it. */
const MOST_PERCENT = 40;
/** Below it the instance is idle rather than too large. */
const LEAST_PERCENT = 5;

export const oversizedInstance: CostRule = {
  name: 'oversized-instance',
  type: 'AWS::EC2::Instance',
  title: 'An instance that half its size would do for',
  kind: 'change',
  effort: 'MEDIUM',
  restart: true,
  undo: 'Stop the instance, set the former type and start it.',
  needs: [
    instanceMetric('peak', 'CPUUtilization', 'p99.5'),
    instanceMetric('memory', 'mem_used_percent', 'Maximum', 'CWAgent'),
  ],
  find(facts) {
    const { resource } = facts;
    const [type, cost, cpu] = [
      text(resource, 'InstanceType'),
      monthlyCost(resource),
      everyDay(facts, 'peak'),
    ];
    const smaller = halved(type);
    // Burstable types live on credits that CPU alone says nothing of.
    if (member(resource, 'State', 'Name') !== 'running' || type.startsWith('t')) return undefined;
    if (!cpu || !cost || !smaller || largest(cpu) > MOST_PERCENT || largest(cpu) < LEAST_PERCENT)
      return undefined;
    const memory = anyDay(facts, 'memory');
    if (largest(memory) > MOST_PERCENT) return undefined;
    const isMeasured = memory.length >= LOOK_BACK_DAYS;
    const seen = isMeasured
      ? `its memory never above ${percent(largest(memory))}`
      : 'its memory is not measured';
    return {
      saving: cost / 2,
      cost,
      confidence: isMeasured ? 0.8 : 0.5,
      evidence: `In ${cpu.length} days its CPU was never above ${percent(largest(cpu))} (p99.5); ${seen}.`,
      action: `Change the type from ${type} to ${smaller}.`,
    };
  },
};
