import { partOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 's3-bucket-logs-access',
  title: 'Buckets log who reads them.',
  type: 'AWS::S3::Bucket',
  severity: 'low',
  exposure: 'private',
  controls: { soc2: ['CC7.2'], 'pci-dss-4.0': ['10.2.1'] },
  shows: ['Name', 'Logging'],
  needs: ['Logging'],
  remediation: {
    advice: 'Log to a bucket of its own, or record data events of the bucket in CloudTrail.',
    sideEffects: 'Logs are billed as storage.',
    inverse: 'Remove the logging configuration.',
  },
  check({ properties }) {
    return partOf(properties['Logging'])['TargetBucket'] ? undefined : 'Nobody can tell later who read it.';
  },
});
