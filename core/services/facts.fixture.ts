import type { EcsPairFacts, LambdaAliasFacts, RouteFacts, SideFacts } from './facts.ts';
import type { Side } from './service.ts';

const BALANCING = 'arn:aws:elasticloadbalancing:eu-west-1:000000000000';
const TAGS = { 'operate:service': 'shop' };

export const LISTENER = `${BALANCING}:listener/app/main/1/2`;

export function testArn(side: Side): string {
  return `${BALANCING}:listener-rule/app/main/1/2/${side}`;
}

export function groupArn(side: Side): string {
  return `${BALANCING}:targetgroup/shop-${side}/1`;
}

function side(name: Side): SideFacts {
  return {
    service: `shop-${name}`,
    ecs: {
      arn: `arn:aws:ecs:eu-west-1:000000000000:service/main/shop-${name}`,
      controller: 'ECS',
      strategy: 'ROLLING',
      circuitBreaker: { enable: true, rollback: false },
      attachments: [{ targetGroup: groupArn(name), container: 'app', port: 8080 }],
      serviceConnect: [],
      cloudMap: [],
      taskDefinition: 'arn:aws:ecs:eu-west-1:000000000000:task-definition/shop:1',
      desiredCount: 2,
      tags: TAGS,
      launchType: 'FARGATE',
    },
    targetGroup: {
      arn: groupArn(name),
      name: `shop-${name}`,
      sticky: false,
      protocol: 'HTTP',
      port: 8080,
      vpc: 'vpc-1',
      targetType: 'ip',
      healthCheckPath: '/health',
      healthCheck: {
        intervalSeconds: 10,
        timeoutSeconds: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
        codes: '200-299',
      },
      deregistrationSeconds: 30,
      tags: TAGS,
    },
    otherGroups: [],
  };
}

export function route(changes: Partial<RouteFacts> = {}): RouteFacts {
  return {
    kind: 'listener',
    arn: LISTENER,
    listener: LISTENER,
    protocol: 'http',
    port: 80,
    priority: 0,
    groups: [
      { targetGroup: groupArn('blue'), weight: 100 },
      { targetGroup: groupArn('green'), weight: 0 },
    ],
    forwards: 1,
    sticky: false,
    actions: [{ Type: 'forward' }],
    headers: {},
    hosts: [],
    paths: [],
    tags: TAGS,
    ...changes,
  };
}

export function testRoute(name: Side, changes: Partial<RouteFacts> = {}): RouteFacts {
  return route({
    kind: 'rule',
    arn: testArn(name),
    priority: name === 'blue' ? 1 : 2,
    groups: [{ targetGroup: groupArn(name), weight: 1 }],
    headers: { 'x-operate-test': name },
    ...changes,
  });
}

/** A pair to which nothing is missing; blue is live. */
export const PAIR: EcsPairFacts = {
  type: 'ecs-pair',
  environment: 'production',
  name: 'shop',
  versionSource: { type: 'ecr', repository: 'shop' },
  sourceExists: true,
  missingAlarms: [],
  cluster: 'main',
  sides: { blue: side('blue'), green: side('green') },
  loadBalancer: {
    arn: `${BALANCING}:loadbalancer/app/main/1`,
    type: 'application',
    scheme: 'internet-facing',
    dnsName: 'main.example.com',
    routes: [route(), testRoute('blue'), testRoute('green')],
  },
  production: LISTENER,
  testRules: {},
  urls: {},
  liveVersion: { kind: 'image', label: 'v1', image: 'shop@sha256:1', taskDefinition: 'shop:1' },
  taskRoles: ['arn:aws:iam::000000000000:role/shop-task'],
  passableRoles: ['arn:aws:iam::000000000000:role/*-task', 'arn:aws:iam::000000000000:role/*-execution'],
};

/** A function to which nothing is missing. */
export const ALIAS: LambdaAliasFacts = {
  type: 'lambda-alias',
  environment: 'production',
  name: 'shop',
  versionSource: { type: 'lambda-version' },
  sourceExists: true,
  missingAlarms: [],
  functionName: 'shop-api',
  alias: 'live',
  functionExists: true,
  functionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:shop-api',
  version: '3',
  otherVersions: [],
  tags: TAGS,
  probe: { path: '/health' },
  errorMetric: { type: 'custom', namespace: 'Shop', metric: '5xx', dimensions: { version: '{version}' } },
};
