import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 's3-bucket-versioned',
  title: 'Buckets keep earlier versions of their objects.',
  type: 'AWS::S3::Bucket',
  severity: 'low',
  exposure: 'private',
  controls: { soc2: ['A1.2', 'CC7.5'], 'pci-dss-4.0': ['10.3.3'] },
  shows: ['Name', 'Versioning'],
  needs: ['Versioning'],
  remediation: {
    advice: 'Enable versioning.',
    sideEffects: 'Overwritten objects stay and are billed until a lifecycle rule ends them.',
    inverse: 'Suspend versioning; versions that were made stay.',
  },
  check({ properties }) {
    return properties['Versioning'] === 'Enabled'
      ? undefined
      : 'Overwritten and deleted objects are gone: it keeps no versions.';
  },
});
