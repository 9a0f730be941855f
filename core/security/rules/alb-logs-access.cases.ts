import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'no log',
    properties: {
      LoadBalancerName: 'shop',
      Scheme: 'internet-facing',
      Type: 'application',
      Attributes: { 'access_logs.s3.enabled': 'false' },
    },
    fails: true,
  },
  {
    what: 'a log',
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
    what: 'a log with a prefix',
    properties: {
      LoadBalancerName: 'shop',
      Scheme: 'internet-facing',
      Type: 'application',
      Attributes: { 'access_logs.s3.enabled': 'true', 'access_logs.s3.prefix': 'shop' },
    },
    fails: false,
  },
];
