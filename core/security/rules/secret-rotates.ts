import { daysBetween } from '../properties.ts';
import { defineRule } from '../rule.ts';

const MOST_DAYS = 90;

export const rule = defineRule({
  name: 'secret-rotates',
  title: 'Secrets were renewed within 90 days.',
  type: 'AWS::SecretsManager::Secret',
  severity: 'medium',
  exposure: 'private',
  controls: { soc2: ['CC6.1'], 'pci-dss-4.0': ['8.3.9', '8.6.3'] },
  shows: ['Name', 'RotationEnabled', 'LastRotatedDate', 'CreatedDate'],
  remediation: {
    advice: 'Give it a rotation function, or renew it by hand.',
    sideEffects: 'Whoever keeps a copy of the value is refused.',
    inverse: 'The earlier value stays readable as AWSPREVIOUS.',
  },
  check({ properties }, { now }) {
    const days = daysBetween(properties['LastRotatedDate'] ?? properties['CreatedDate'], now) ?? 0;
    return days > MOST_DAYS ? `Its value is ${days} days old.` : undefined;
  },
});
