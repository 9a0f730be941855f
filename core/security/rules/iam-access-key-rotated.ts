import { daysBetween, partsOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

const MOST_DAYS = 90;

export const rule = defineRule({
  name: 'iam-access-key-rotated',
  title: 'Active access keys are younger than 90 days.',
  type: 'AWS::IAM::User',
  severity: 'medium',
  exposure: 'private',
  controls: { soc2: ['CC6.1'], 'pci-dss-4.0': ['8.3.9', '8.6.3'] },
  shows: ['UserName', 'AccessKeys'],
  remediation: {
    advice: 'Make a second key, move its users over, deactivate the old one and delete it a week later.',
    sideEffects: 'Programs that still use the old key fail once it is inactive.',
    inverse: 'Activate the old key again, as long as it is not deleted.',
  },
  check({ properties }, { now }) {
    const old = partsOf(properties['AccessKeys']).flatMap(({ Active, LastRotated }) => {
      const days = daysBetween(LastRotated, now) ?? 0;
      return Active === true && days > MOST_DAYS ? [days] : [];
    });
    return old.length === 0 ? undefined : `An access key has been in use for ${Math.max(...old)} days.`;
  },
});
