import { partsOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'config-records',
  title: 'AWS Config records how resources change.',
  type: 'AWS::Config::Account',
  severity: 'medium',
  exposure: 'private',
  controls: { soc2: ['CC7.1', 'CC8.1'], 'pci-dss-4.0': ['11.5.2'] },
  shows: ['Recorders'],
  remediation: {
    advice: 'Start a configuration recorder.',
    sideEffects: 'Each recorded change is billed.',
    inverse: 'Stop the recorder.',
  },
  check({ properties }) {
    return partsOf(properties['Recorders']).some(({ recording }) => recording === true)
      ? undefined
      : 'Nobody can tell later how a resource was changed.';
  },
});
