import { daysBetween, partOf, textOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

const MOST_DAYS = 90;

export const rule = defineRule({
  name: 'iam-role-is-used',
  title: 'Roles that nobody took on for 90 days are removed.',
  type: 'AWS::IAM::Role',
  severity: 'low',
  exposure: 'private',
  controls: { soc2: ['CC6.2'], 'pci-dss-4.0': ['7.2.4'] },
  shows: ['RoleName', 'RoleLastUsed', 'CreateDate'],
  remediation: {
    advice: 'Take its policies away first; delete it a month later.',
    sideEffects: 'Whoever takes it on once a year is refused.',
    inverse: 'Attach the policies again, by the names that were recorded.',
  },
  appliesTo({ properties }) {
    return !textOf(properties['Path']).startsWith('/aws-service-role/');
  },
  check({ properties }, { now }) {
    const idle =
      daysBetween(partOf(properties['RoleLastUsed'])['LastUsedDate'] ?? properties['CreateDate'], now) ?? 0;
    return idle > MOST_DAYS ? `Nobody has taken it on for ${idle} days.` : undefined;
  },
});
