import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'cloudtrail-logs',
  title: 'Trails are logging.',
  type: 'AWS::CloudTrail::Trail',
  severity: 'high',
  exposure: 'private',
  controls: { soc2: ['CC7.2', 'CC7.3'], 'pci-dss-4.0': ['10.2.1', '10.7.2'] },
  shows: ['Name', 'IsLogging'],
  needs: ['IsLogging'],
  remediation: {
    advice: 'Start logging.',
    sideEffects: 'None.',
    inverse: 'Stop logging.',
  },
  check({ properties }) {
    return properties['IsLogging'] === true
      ? undefined
      : 'It has stopped, and what is done now leaves no trace in it.';
  },
});
