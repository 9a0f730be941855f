import { everyDay, largest } from '../days.ts';
import { percent } from '../dollars.ts';
import { instanceMetric } from '../metric-needs.ts';
import { monthlyCost } from '../monthly-cost.ts';
import { member } from '../properties.ts';
import type { CostRule } from '../rule.ts';

/** As Compute Optimizer says it: a peak of CPU below 5 percent, and less than 5 MB of traffic a day. */
const CPU_PERCENT = 5;
const BYTES_A_DAY = 5e6;

export const idleInstance: CostRule = {
  name: 'idle-instance',
  type: 'AWS::EC2::Instance',
  title: 'An instance that does nothing',
  kind: 'remove',
  effort: 'LOW',
  restart: true,
  undo: 'Start the instance; its volumes keep their data while it is stopped.',
  needs: [
    instanceMetric('cpu', 'CPUUtilization', 'Maximum'),
    instanceMetric('in', 'NetworkIn', 'Sum'),
    instanceMetric('out', 'NetworkOut', 'Sum'),
  ],
  find(facts) {
    const { resource } = facts;
    const [cpu, into, out] = ['cpu', 'in', 'out'].map((key) => everyDay(facts, key));
    const cost = monthlyCost(resource);
    if (member(resource, 'State', 'Name') !== 'running' || !cpu || !into || !out || !cost) return undefined;
    const busiest = largest(into.map((bytes, day) => bytes + (out[day] ?? 0)));
    if (largest(cpu) >= CPU_PERCENT || busiest >= BYTES_A_DAY) return undefined;
    return {
      saving: cost,
      cost,
      confidence: 0.85,
      evidence: `In ${cpu.length} days its CPU was never above ${percent(largest(cpu))}, and no day had more than ${(busiest / 1e6).toFixed(1)} MB of traffic.`,
      action: 'Stop the instance, and terminate it when nobody asks for it.',
    };
  },
};
