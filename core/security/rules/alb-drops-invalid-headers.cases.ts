import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'let through',
    properties: {
      LoadBalancerName: 'shop',
      Scheme: 'internet-facing',
      Type: 'application',
      Attributes: { 'routing.http.drop_invalid_header_fields.enabled': 'false' },
    },
    fails: true,
  },
  {
    what: 'dropped',
    properties: {
      LoadBalancerName: 'shop',
      Scheme: 'internet-facing',
      Type: 'application',
      Attributes: {
        'routing.http.drop_invalid_header_fields.enabled': 'true',
        'access_logs.s3.enabled': 'true',
        'deletion_protection.enabled': 'true',
      },
    },
    fails: false,
  },
  {
    what: 'dropped, internal',
    properties: {
      LoadBalancerName: 'shop',
      Scheme: 'internal',
      Type: 'application',
      Attributes: {
        'routing.http.drop_invalid_header_fields.enabled': 'true',
        'access_logs.s3.enabled': 'true',
        'deletion_protection.enabled': 'true',
      },
    },
    fails: false,
  },
];
