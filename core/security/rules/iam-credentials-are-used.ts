import { daysBetween, partsOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

const MOST_DAYS = 90;

export const rule = defineRule({
  name: 'iam-credentials-are-used',
  title: 'Credentials that nobody used for 90 days are taken away.',
  type: 'AWS::IAM::User',
  severity: 'medium',
  exposure: 'private',
  controls: { soc2: ['CC6.2'], 'pci-dss-4.0': ['8.2.6'] },
  shows: ['UserName', 'PasswordEnabled', 'PasswordLastUsed', 'AccessKeys', 'CreateDate'],
  remediation: {
    advice: 'Deactivate the key, or delete the password.',
    sideEffects: 'Whoever uses it once a year is refused.',
    inverse: 'Activate the key again, or set a new password.',
  },
  check({ properties }, { now }) {
    const since = (used: unknown, made: unknown) => daysBetween(used, now) ?? daysBetween(made, now) ?? 0;
    const password =
      properties['PasswordEnabled'] === true
        ? [since(properties['PasswordLastUsed'], properties['CreateDate'])]
        : [];
    const keys = partsOf(properties['AccessKeys'])
      .filter(({ Active }) => Active === true)
      .map(({ LastUsed, LastRotated }) => since(LastUsed, LastRotated));
    const idle = Math.max(0, ...password, ...keys);
    return idle > MOST_DAYS ? `One of its credentials has not been used for ${idle} days.` : undefined;
  },
});
