import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'a route for everybody',
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
      Routes: [{ RouteKey: 'GET /', AuthorizationType: 'NONE' }],
    },
    fails: true,
  },
  {
    what: 'tokens',
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
    what: 'only preflight requests are open',
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
      Routes: [
        { RouteKey: 'OPTIONS /{proxy+}', AuthorizationType: 'NONE' },
        { RouteKey: 'GET /', AuthorizationType: 'AWS_IAM' },
      ],
    },
    fails: false,
  },
];
