import { everyDay, largest } from '../days.ts';
import { databaseMetric } from '../metric-needs.ts';
import { monthlyCost } from '../monthly-cost.ts';
import { text } from '../properties.ts';
import type { CostRule } from '../rule.ts';

export const idleDatabase: CostRule = {
  name: 'idle-database',
  type: 'AWS::RDS::DBInstance',
  title: 'A database that nobody connects to',
  kind: 'remove',
  effort: 'LOW',
  restart: true,
  undo: 'Restore the database from the final snapshot.',
  needs: [databaseMetric('connections', 'DatabaseConnections', 'Maximum')],
  find(facts) {
    const connections = everyDay(facts, 'connections');
    const cost = monthlyCost(facts.resource);
    const isReplica = text(facts.resource, 'ReadReplicaSourceDBInstanceIdentifier') !== '';
    if (text(facts.resource, 'DBInstanceStatus') !== 'available' || !connections || !cost) return undefined;
    if (largest(connections) > 0) return undefined;
    return {
      saving: cost,
      cost,
      // A replica may be there for the day when the other one fails.
      confidence: isReplica ? 0.5 : 0.85,
      evidence: `Nobody was connected to it in ${connections.length} days.`,
      action: 'Take a final snapshot, then delete the database.',
    };
  },
};
