import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'cloudtrail-validates-files',
  title: 'Log files of trails can be proved unchanged.',
  type: 'AWS::CloudTrail::Trail',
  severity: 'medium',
  exposure: 'private',
  controls: { soc2: ['CC7.2', 'CC6.8'], 'pci-dss-4.0': ['10.3.4'] },
  shows: ['Name', 'LogFileValidationEnabled'],
  remediation: {
    advice: 'Enable log file validation.',
    sideEffects: 'None.',
    inverse: 'Disable log file validation.',
  },
  check({ properties }) {
    return properties['LogFileValidationEnabled'] === true
      ? undefined
      : 'Nobody can tell whether its files were changed.';
  },
});
