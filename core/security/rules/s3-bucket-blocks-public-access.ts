import { partOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

const SETTINGS = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];

export const rule = defineRule({
  name: 's3-bucket-blocks-public-access',
  title: 'Buckets block public access by all four settings.',
  type: 'AWS::S3::Bucket',
  severity: 'high',
  exposure: 'public',
  controls: { soc2: ['CC6.1', 'CC6.6'], 'pci-dss-4.0': ['1.4.4', '7.2.1'] },
  shows: ['Name', 'PublicAccessBlock'],
  needs: ['PublicAccessBlock'],
  remediation: {
    advice: 'Put a public access block with all four settings on the bucket.',
    sideEffects:
      'Requests that rest on a public ACL or policy, such as those of a website without CloudFront, are refused.',
    inverse: 'Put the block back that was there before, or delete it where there was none.',
  },
  check({ properties }) {
    const block = partOf(properties['PublicAccessBlock']);
    const off = SETTINGS.filter((name) => block[name] !== true);
    return off.length === 0 ? undefined : `It lets through what ${off.join(', ')} would block.`;
  },
});
