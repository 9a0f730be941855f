import { partsOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'cloudtrail-is-on',
  title: 'A trail that logs covers all regions.',
  type: 'AWS::CloudTrail::Account',
  severity: 'critical',
  exposure: 'private',
  controls: { soc2: ['CC7.2', 'CC7.3'], 'pci-dss-4.0': ['10.2.1'] },
  shows: ['Trails'],
  remediation: {
    advice: 'Make a multi-region trail.',
    sideEffects: 'Logs are billed as storage.',
    inverse: 'Delete the trail; its files stay.',
  },
  check({ properties }) {
    const covering = partsOf(properties['Trails']).filter(
      ({ IsMultiRegionTrail, IsLogging }) => IsMultiRegionTrail === true && IsLogging === true,
    );
    return covering.length > 0 ? undefined : 'What is done in the account leaves no trace.';
  },
});
