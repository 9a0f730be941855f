import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'the oldest',
    properties: { ListenerArn: 'l', Port: 443, Protocol: 'HTTPS', SslPolicy: 'ELBSecurityPolicy-2016-08' },
    fails: true,
  },
  {
    what: 'TLS 1.3 and 1.2',
    properties: {
      ListenerArn: 'l',
      Port: 443,
      Protocol: 'HTTPS',
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    },
    fails: false,
  },
  {
    what: 'TLS 1.2 of 2017',
    properties: {
      ListenerArn: 'l',
      Port: 443,
      Protocol: 'TLS',
      SslPolicy: 'ELBSecurityPolicy-TLS-1-2-2017-01',
    },
    fails: false,
  },
  {
    what: 'TLS 1.3 with 1.0 besides',
    properties: {
      ListenerArn: 'l',
      Port: 443,
      Protocol: 'HTTPS',
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-0-2021-06',
    },
    fails: true,
  },
];
