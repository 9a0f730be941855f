import { daysBetween } from '../properties.ts';
import { defineRule } from '../rule.ts';

const MOST_DAYS = 90;

export const rule = defineRule({
  name: 'secret-is-used',
  title: 'Secrets that nobody read for 90 days are removed.',
  type: 'AWS::SecretsManager::Secret',
  severity: 'low',
  exposure: 'private',
  controls: { soc2: ['CC6.2'], 'pci-dss-4.0': ['8.2.6'] },
  shows: ['Name', 'LastAccessedDate', 'CreatedDate'],
  remediation: {
    advice: 'Delete it with a recovery window.',
    sideEffects: 'Whoever reads it once a year is refused.',
    inverse: 'Restore it within the window.',
  },
  check({ properties }, { now }) {
    const days = daysBetween(properties['LastAccessedDate'] ?? properties['CreatedDate'], now) ?? 0;
    return days > MOST_DAYS ? `Nobody has read it for ${days} days.` : undefined;
  },
});
