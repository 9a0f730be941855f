import { partsOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'guardduty-is-on',
  title: 'GuardDuty looks for threats.',
  type: 'AWS::GuardDuty::Account',
  severity: 'high',
  exposure: 'private',
  controls: { soc2: ['CC6.8', 'CC7.2'], 'pci-dss-4.0': ['11.5.1'] },
  shows: ['Detectors'],
  remediation: {
    advice: 'Enable GuardDuty.',
    sideEffects: 'It is billed by the events that it reads.',
    inverse: 'Suspend the detector.',
  },
  check({ properties }) {
    return partsOf(properties['Detectors']).some(({ Status }) => Status === 'ENABLED')
      ? undefined
      : 'Nobody looks for threats in the region.';
  },
});
