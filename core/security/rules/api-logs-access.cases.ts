import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'a stage without a log',
    properties: {
      Name: 'shop',
      ApiId: 'a1',
      ProtocolType: 'HTTP',
      Stages: [{ StageName: 'live' }],
      Routes: [{ RouteKey: 'GET /', AuthorizationType: 'JWT' }],
    },
    fails: true,
  },
  {
    what: 'a log',
    properties: {
      Name: 'shop',
      ApiId: 'a1',
      ProtocolType: 'HTTP',
      Stages: [
        {
          StageName: '$default',
          AccessLogSettings: { DestinationArn: 'arn:aws:logs:eu-west-1:000000000000:log-group:shop' },
        },
      ],
      Routes: [{ RouteKey: 'GET /', AuthorizationType: 'JWT' }],
    },
    fails: false,
  },
  {
    what: 'no stage at all',
    properties: {
      Name: 'shop',
      ApiId: 'a1',
      ProtocolType: 'HTTP',
      Stages: [],
      Routes: [{ RouteKey: 'GET /', AuthorizationType: 'JWT' }],
    },
    fails: false,
  },
];
