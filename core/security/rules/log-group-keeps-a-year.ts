import { numberOf, textOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

const LEAST_DAYS = 365;
const AUDIT = /cloudtrail|audit|vpc-flow|flowlogs|waf/i;

export const rule = defineRule({
  name: 'log-group-keeps-a-year',
  title: 'Audit logs are kept for a year.',
  type: 'AWS::Logs::LogGroup',
  severity: 'low',
  exposure: 'private',
  controls: { soc2: ['CC7.2', 'CC7.3'], 'pci-dss-4.0': ['10.5.1'] },
  shows: ['logGroupName', 'retentionInDays'],
  remediation: {
    advice: 'Keep lines for 365 days, or export them before.',
    sideEffects: 'Kept lines are billed as storage.',
    inverse: 'Set the earlier number of days; lines that were kept meanwhile go.',
  },
  appliesTo({ properties }) {
    return AUDIT.test(textOf(properties['logGroupName']));
  },
  check({ properties }) {
    const days = numberOf(properties['retentionInDays']);
    return days !== undefined && days < LEAST_DAYS ? `Its lines are gone after ${days} days.` : undefined;
  },
});
