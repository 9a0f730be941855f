import { refusesPlain } from '../policy-document.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 's3-bucket-requires-tls',
  title: 'Buckets refuse requests without TLS.',
  type: 'AWS::S3::Bucket',
  severity: 'medium',
  exposure: 'private',
  controls: { soc2: ['CC6.7'], 'pci-dss-4.0': ['4.2.1'] },
  shows: ['Name', 'Policy'],
  needs: ['Policy'],
  remediation: {
    advice: 'Add a statement that denies s3:* where aws:SecureTransport is false.',
    sideEffects: 'Clients that speak plain HTTP are refused.',
    inverse: 'Remove that statement.',
  },
  check({ properties }) {
    return refusesPlain(properties['Policy'])
      ? undefined
      : 'No statement of its policy refuses requests without TLS.';
  },
});
