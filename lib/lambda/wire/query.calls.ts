import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTagsCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
  ModifyRuleCommand,
  paginateDescribeListeners,
  paginateDescribeRules,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Answer, Call } from './call.ts';
import { collect } from './call.ts';

const NAMESPACE = 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/';
const ARN = 'arn:aws:elasticloadbalancing:eu-west-1:000000000000:listener/app/shop/1/2';
const FORWARD = [
  {
    Type: 'forward',
    ForwardConfig: {
      TargetGroups: [
        { TargetGroupArn: 'blue', Weight: 90 },
        { TargetGroupArn: 'green', Weight: 10 },
      ],
    },
  },
] as const;
const ACTIONS = `<member><Type>forward</Type><ForwardConfig><TargetGroups><member><TargetGroupArn>blue</TargetGroupArn><Weight>90</Weight></member><member><TargetGroupArn>green</TargetGroupArn><Weight>10</Weight></member></TargetGroups></ForwardConfig></member>`;

const answer = (action: string, result: string): Answer => ({
  headers: { 'content-type': 'text/xml' },
  body: `<${action}Response xmlns="${NAMESPACE}"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></${action}Response>`,
});

const refusal = (code: string, message: string): Answer => ({
  status: 400,
  headers: { 'content-type': 'text/xml' },
  body: `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r-1</RequestId></ErrorResponse>`,
});

/** Queries answered in XML. */
export const queryCalls: Readonly<Record<string, Call>> = {
  'elbv2 rules': {
    send: (clients) =>
      clients(ElasticLoadBalancingV2Client).send(new DescribeRulesCommand({ RuleArns: [ARN] })),
    answers: [
      answer(
        'DescribeRules',
        `<Rules><member><RuleArn>${ARN}</RuleArn><Priority>1</Priority><IsDefault>false</IsDefault><Actions>${ACTIONS}</Actions></member></Rules>`,
      ),
    ],
    expected: { Rules: [{ RuleArn: ARN, IsDefault: false, Actions: FORWARD }] },
  },
  'elbv2 rules, two pages': {
    send: (clients) =>
      collect(paginateDescribeRules({ client: clients(ElasticLoadBalancingV2Client) }, { ListenerArn: ARN })),
    answers: [
      answer('DescribeRules', '<Rules/><NextMarker>more</NextMarker>'),
      answer('DescribeRules', '<Rules><member><Priority>2</Priority></member></Rules>'),
    ],
    expected: [{ Rules: [], NextMarker: 'more' }, { Rules: [{ Priority: '2' }] }],
  },
  'elbv2 listeners': {
    send: (clients) =>
      clients(ElasticLoadBalancingV2Client).send(new DescribeListenersCommand({ ListenerArns: [ARN] })),
    answers: [refusal('ListenerNotFound', 'One or more listeners not found')],
    expected: {
      name: 'ListenerNotFoundException',
      message: 'One or more listeners not found',
      $fault: 'client',
    },
  },
  'elbv2 listeners, two pages': {
    send: (clients) =>
      collect(
        paginateDescribeListeners(
          { client: clients(ElasticLoadBalancingV2Client) },
          { LoadBalancerArn: ARN },
        ),
      ),
    answers: [
      answer(
        'DescribeListeners',
        '<Listeners><member><Port>80</Port></member></Listeners><NextMarker>more</NextMarker>',
      ),
      answer('DescribeListeners', '<Listeners/>'),
    ],
    expected: [{ Listeners: [{ Port: 80 }] }, { Listeners: [] }],
  },
  'elbv2 balancers': {
    send: (clients) =>
      clients(ElasticLoadBalancingV2Client).send(
        new DescribeLoadBalancersCommand({ LoadBalancerArns: [ARN] }),
      ),
    answers: [
      answer(
        'DescribeLoadBalancers',
        '<LoadBalancers><member><DNSName>shop.example</DNSName><CreatedTime>2026-01-01T00:00:00Z</CreatedTime><State><Code>active</Code></State></member></LoadBalancers>',
      ),
    ],
    expected: {
      LoadBalancers: [
        { DNSName: 'shop.example', CreatedTime: new Date(Date.UTC(2026, 0)), State: { Code: 'active' } },
      ],
    },
  },
  'elbv2 groups': {
    send: (clients) =>
      clients(ElasticLoadBalancingV2Client).send(
        new DescribeTargetGroupsCommand({ TargetGroupArns: ['blue'] }),
      ),
    answers: [
      answer(
        'DescribeTargetGroups',
        '<TargetGroups><member><HealthCheckIntervalSeconds>10</HealthCheckIntervalSeconds><Matcher><HttpCode>200</HttpCode></Matcher></member></TargetGroups>',
      ),
    ],
    expected: { TargetGroups: [{ HealthCheckIntervalSeconds: 10, Matcher: { HttpCode: '200' } }] },
  },
  'elbv2 group attributes': {
    send: (clients) =>
      clients(ElasticLoadBalancingV2Client).send(
        new DescribeTargetGroupAttributesCommand({ TargetGroupArn: 'blue' }),
      ),
    answers: [
      answer(
        'DescribeTargetGroupAttributes',
        '<Attributes><member><Key>deregistration_delay.timeout_seconds</Key><Value>30</Value></member></Attributes>',
      ),
    ],
    expected: { Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }] },
  },
  'elbv2 health': {
    send: (clients) =>
      clients(ElasticLoadBalancingV2Client).send(new DescribeTargetHealthCommand({ TargetGroupArn: 'blue' })),
    answers: [
      answer(
        'DescribeTargetHealth',
        '<TargetHealthDescriptions><member><Target><Id>10.0.0.1</Id><Port>80</Port></Target><TargetHealth><State>healthy</State></TargetHealth></member></TargetHealthDescriptions>',
      ),
    ],
    expected: {
      TargetHealthDescriptions: [
        { Target: { Id: '10.0.0.1', Port: 80 }, TargetHealth: { State: 'healthy' } },
      ],
    },
  },
  'elbv2 tags': {
    send: (clients) =>
      clients(ElasticLoadBalancingV2Client).send(new DescribeTagsCommand({ ResourceArns: [ARN] })),
    answers: [
      answer(
        'DescribeTags',
        '<TagDescriptions><member><Tags><member><Key>a</Key><Value>b &amp; c</Value></member></Tags></member></TagDescriptions>',
      ),
    ],
    expected: { TagDescriptions: [{ Tags: [{ Key: 'a', Value: 'b & c' }] }] },
  },
  'elbv2 modify listener': {
    send: (clients) =>
      clients(ElasticLoadBalancingV2Client).send(
        new ModifyListenerCommand({ ListenerArn: ARN, DefaultActions: [...FORWARD] as never }),
      ),
    answers: [
      answer(
        'ModifyListener',
        `<Listeners><member><DefaultActions>${ACTIONS}</DefaultActions></member></Listeners>`,
      ),
    ],
    expected: { Listeners: [{ DefaultActions: FORWARD }] },
  },
  'elbv2 modify rule': {
    send: (clients) =>
      clients(ElasticLoadBalancingV2Client).send(
        new ModifyRuleCommand({ RuleArn: ARN, Actions: [...FORWARD] as never }),
      ),
    answers: [refusal('NotModelled', 'Strange')],
    expected: { name: 'NotModelled', message: 'Strange', $fault: 'client' },
  },
};
