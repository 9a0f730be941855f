import { openWords } from '../open-words.ts';
import { partOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 's3-bucket-policy-not-public',
  title: 'Bucket policies allow nothing to everybody.',
  type: 'AWS::S3::Bucket',
  severity: 'critical',
  exposure: 'public',
  controls: { soc2: ['CC6.1', 'CC6.3'], 'pci-dss-4.0': ['7.2.1', '7.2.5'] },
  shows: ['Name', 'Policy', 'PublicAccessBlock'],
  needs: ['Policy', 'PublicAccessBlock'],
  remediation: {
    advice:
      'Name the principals that need the bucket, or bind the statement by a condition such as aws:PrincipalOrgID.',
    sideEffects: 'Callers that no statement names are refused.',
    inverse: 'Put the earlier policy back.',
  },
  check({ properties }) {
    if (partOf(properties['PublicAccessBlock'])['RestrictPublicBuckets'] === true) return undefined;
    return openWords(properties['Policy']);
  },
});
