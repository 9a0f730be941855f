import { everyDay, largest } from '../days.ts';
import { percent } from '../dollars.ts';
import { databaseMetric } from '../metric-needs.ts';
import { databaseHourly, halved, memoryGib } from '../prices/instances.ts';
import { HOURS_A_MONTH } from '../prices/list-prices.ts';
import { text } from '../properties.ts';
import type { CostRule } from '../rule.ts';

const GIB = 2 ** 30;
const MOST_PERCENT = 40;
/** Share of the memory that stays free with half of it, as Compute Optimizer's default headroom. */
const HEADROOM = 0.2;

export const oversizedDatabase: CostRule = {
  name: 'oversized-database',
  type: 'AWS::RDS::DBInstance',
  title: 'A database that half its class would do for',
  kind: 'change',
  effort: 'MEDIUM',
  restart: true,
  undo: 'Modify the database back to the former class; it restarts again.',
  needs: [
    databaseMetric('cpu', 'CPUUtilization', 'Maximum'),
    databaseMetric('free', 'FreeableMemory', 'Minimum'),
    databaseMetric('connections', 'DatabaseConnections', 'Maximum'),
  ],
  find(facts) {
    const { resource } = facts;
    const instanceClass = text(resource, 'DBInstanceClass');
    const [cpu, free, connections] = ['cpu', 'free', 'connections'].map((key) => everyDay(facts, key));
    const [smaller, hourly, memory] = [
      halved(instanceClass),
      databaseHourly(instanceClass),
      memoryGib(instanceClass.replace(/^db\./, '')),
    ];
    if (text(resource, 'DBInstanceStatus') !== 'available' || !cpu || !free || !connections) return undefined;
    if (!smaller || !hourly || !memory || largest(connections) === 0) return undefined;
    const used = memory - Math.min(...free) / GIB;
    if (largest(cpu) > MOST_PERCENT || used > (memory / 2) * (1 - HEADROOM)) return undefined;
    const cost = hourly * HOURS_A_MONTH * (resource.properties['MultiAZ'] === true ? 2 : 1);
    return {
      saving: cost / 2,
      cost,
      confidence: 0.65,
      evidence: `In ${cpu.length} days its CPU was never above ${percent(largest(cpu))}, and it never used more than ${used.toFixed(1)} of ${memory} GiB.`,
      action: `Modify the class from ${instanceClass} to ${smaller} in the maintenance window, with a snapshot before.`,
    };
  },
};
