import { everyDay, largest } from '../days.ts';
import { percent } from '../dollars.ts';
import { serviceMetric } from '../metric-needs.ts';
import { fargateTask, monthlyCost } from '../monthly-cost.ts';
import { HOURS_A_MONTH } from '../prices/list-prices.ts';
import { fargateSize, taskMonthly } from '../prices/serverless.ts';
import { number } from '../properties.ts';
import type { CostRule } from '../rule.ts';

/** Of the new size that may be used at the peak. */
const FILLED = 0.8;

export const oversizedFargateService: CostRule = {
  name: 'oversized-fargate-service',
  type: 'AWS::ECS::Service',
  title: 'A Fargate service whose tasks are larger than they need to be',
  kind: 'change',
  effort: 'LOW',
  restart: true,
  undo: 'Deploy the former task definition; it stays registered.',
  needs: [
    serviceMetric('cpu', 'CPUUtilization', 'Maximum'),
    serviceMetric('memory', 'MemoryUtilization', 'Maximum'),
  ],
  find(facts) {
    const { resource } = facts;
    const [task, cost] = [fargateTask(resource), monthlyCost(resource)];
    const [cpu, memory] = [everyDay(facts, 'cpu'), everyDay(facts, 'memory')];
    if (!task || !cost || !cpu || !memory) return undefined;
    const [cpuPeak, memoryPeak] = [largest(cpu) / 100, largest(memory) / 100];
    const size = fargateSize((task.cpu * cpuPeak) / FILLED, (task.gib * memoryPeak) / FILLED);
    if (!size || (size.cpu >= task.cpu && size.gib >= task.gib)) return undefined;
    const after = taskMonthly(size, task.architecture, HOURS_A_MONTH) * number(resource, 'desiredCount');
    if (after >= cost) return undefined;
    return {
      saving: cost - after,
      cost,
      confidence: 0.75,
      evidence: `In ${cpu.length} days it used at most ${percent(cpuPeak * 100)} of its CPU and ${percent(memoryPeak * 100)} of its memory.`,
      action: `Register the task definition with ${size.cpu} CPU units and ${size.gib} GiB instead of ${task.cpu} and ${task.gib}, and deploy it.`,
    };
  },
};
