import { monthlyCost } from '../monthly-cost.ts';
import { text } from '../properties.ts';
import type { CostRule } from '../rule.ts';

const TAGS = ['environment', 'env', 'stage', 'operate:environment'];
const NOT_PRODUCTION = /^(dev|develop|development|test|testing|qa|sandbox|staging|stage)$/i;

export const multiZoneTestDatabase: CostRule = {
  name: 'multi-zone-test-database',
  type: 'AWS::RDS::DBInstance',
  title: 'A database in two zones that is not for production',
  kind: 'change',
  effort: 'LOW',
  restart: false,
  undo: 'Modify the database to two zones again; RDS makes the second one without an outage.',
  needs: [],
  find({ resource }) {
    const cost = monthlyCost(resource);
    const tag = Object.entries(resource.tags).find(
      ([name, value]) => TAGS.includes(name.toLowerCase()) && NOT_PRODUCTION.test(value),
    );
    if (resource.properties['MultiAZ'] !== true || !tag || !cost) return undefined;
    if (text(resource, 'DBInstanceStatus') !== 'available') return undefined;
    return {
      saving: cost / 2,
      cost,
      confidence: 0.6,
      evidence: `It stands in two zones, and its tag ${tag[0]} says ${tag[1]}.`,
      action: 'Modify the database to one zone.',
    };
  },
};
