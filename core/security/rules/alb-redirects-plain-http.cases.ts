import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'plain',
    properties: {
      ListenerArn: 'l',
      Port: 80,
      Protocol: 'HTTP',
      DefaultActions: [{ Type: 'forward', TargetGroupArn: 'blue' }],
    },
    fails: true,
  },
  {
    what: 'a redirect',
    properties: {
      ListenerArn: 'l',
      Port: 80,
      Protocol: 'HTTP',
      DefaultActions: [
        { Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } },
      ],
    },
    fails: false,
  },
  {
    what: 'HTTPS',
    properties: {
      ListenerArn: 'l',
      Port: 443,
      Protocol: 'HTTPS',
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      DefaultActions: [{ Type: 'forward', TargetGroupArn: 'blue' }],
    },
    fails: false,
  },
];
