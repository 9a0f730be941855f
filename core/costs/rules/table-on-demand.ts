import { anyDay, sum } from '../days.ts';
import { dollars } from '../dollars.ts';
import { tableMetric } from '../metric-needs.ts';
import { HOURS_A_MONTH } from '../prices/list-prices.ts';
import { DYNAMODB } from '../prices/serverless.ts';
import { daysSince, member, record } from '../properties.ts';
import { type CostRule, LOOK_BACK_DAYS } from '../rule.ts';

const DAYS_A_MONTH = HOURS_A_MONTH / 24;
/** Demand may grow: by so much less than what is provisioned it has to cost. */
const LEAST_SHARE = 0.25;

export const tableOnDemand: CostRule = {
  name: 'table-on-demand',
  type: 'AWS::DynamoDB::Table',
  title: 'A table that would cost less on demand',
  kind: 'change',
  effort: 'VERY_LOW',
  restart: false,
  undo: 'Switch the table back to provisioned capacity; DynamoDB allows it once a day.',
  needs: [
    tableMetric('reads', 'ConsumedReadCapacityUnits', 'Sum'),
    tableMetric('writes', 'ConsumedWriteCapacityUnits', 'Sum'),
  ],
  find(facts) {
    const { resource, now } = facts;
    if (member(resource, 'BillingModeSummary', 'BillingMode') === 'PAY_PER_REQUEST') return undefined;
    if (daysSince(resource, 'CreationDateTime', now) < LOOK_BACK_DAYS) return undefined;
    const { ReadCapacityUnits, WriteCapacityUnits } = record(resource.properties['ProvisionedThroughput']);
    const hourly =
      Number(ReadCapacityUnits) * DYNAMODB.readUnitHour + Number(WriteCapacityUnits) * DYNAMODB.writeUnitHour;
    const cost = hourly * HOURS_A_MONTH;
    const [reads, writes] = [sum(anyDay(facts, 'reads')), sum(anyDay(facts, 'writes'))];
    const months = DAYS_A_MONTH / LOOK_BACK_DAYS;
    const after = ((reads * DYNAMODB.millionReads + writes * DYNAMODB.millionWrites) / 1e6) * months;
    if (!(cost > 0) || reads + writes === 0 || cost - after < cost * LEAST_SHARE) return undefined;
    return {
      saving: cost - after,
      cost,
      confidence: 0.75,
      evidence: `What was read and written in ${LOOK_BACK_DAYS} days would cost ${dollars(after)} a month on demand; its capacity costs ${dollars(cost)}.`,
      action: 'Switch the table to on-demand capacity.',
    };
  },
};
