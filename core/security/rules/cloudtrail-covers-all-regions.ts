import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'cloudtrail-covers-all-regions',
  title: 'Trails cover all regions.',
  type: 'AWS::CloudTrail::Trail',
  severity: 'medium',
  exposure: 'private',
  controls: { soc2: ['CC7.2'], 'pci-dss-4.0': ['10.2.1'] },
  shows: ['Name', 'IsMultiRegionTrail'],
  remediation: {
    advice: 'Make it a multi-region trail.',
    sideEffects: 'Logs of all regions are billed as storage.',
    inverse: 'Make it a trail of one region.',
  },
  check({ properties }) {
    return properties['IsMultiRegionTrail'] === true
      ? undefined
      : 'What is done in other regions leaves no trace in it.';
  },
});
