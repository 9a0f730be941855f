import type { Suppression } from '../nag-suppressions.ts';

/** What cdk-nag finds in the stacks of the page and of the API that it calls, which only some installations have. */
export const WEB_SUPPRESSIONS: readonly Suppression[] = [
  {
    finding: /^AwsSolutions-APIG4$/,
    at: /^OperateApiTokens\/Tokens\/GET --\.well-known/,
    reason: 'Says whose tokens are taken, to whoever has none yet (RFC 9728).',
  },
  {
    finding: /^AwsSolutions-(S1|CFR3)$/,
    at: /^OperateWeb\/(Page|Distribution)\/?/,
    reason:
      'The files are public and the same for everybody; who does what is in the access log and the audit of the API.',
  },
  {
    finding: /^AwsSolutions-CFR[12]$/,
    at: /^OperateWeb\/Distribution\//,
    reason:
      'A firewall costs $5 a month while nobody calls: the API behind it throttles each route, and whoever needs one attaches it.',
  },
  {
    finding: /^AwsSolutions-CFR4$/,
    at: /^OperateWeb\/Distribution\//,
    reason: "The certificate is CloudFront's own, with which it takes no other setting.",
  },
  {
    finding: /^(AwsSolutions-(IAM4|IAM5|L1)|Serverless-Lambda)/,
    at: /^OperateWeb\/Custom::CDKBucketDeployment/,
    reason:
      "CDK's own function, which copies the files at a deployment and is called by nobody else; its role reaches the bucket of the page and CDK's assets.",
  },
];
