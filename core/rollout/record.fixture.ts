import type { EcsPairTarget, LambdaAliasTarget } from '../services/service.ts';
import type { Step } from './plan.ts';
import type { DeploymentRecord } from './record.ts';

export const PAIR: EcsPairTarget = {
  type: 'ecs-pair',
  cluster: 'shop',
  container: 'app',
  sides: {
    blue: {
      service: 'shop-blue',
      targetGroup: 'arn:aws:elasticloadbalancing:eu-west-1:0:targetgroup/blue/1',
    },
    green: {
      service: 'shop-green',
      targetGroup: 'arn:aws:elasticloadbalancing:eu-west-1:0:targetgroup/green/2',
    },
  },
  production: { kind: 'listener', arn: 'arn:aws:elasticloadbalancing:eu-west-1:0:listener/app/shop/1/2' },
  test: {
    url: 'http://shop:81/',
    rules: { blue: 'rule/blue', green: 'rule/green' },
    headers: { blue: { 'x-test': 'blue' }, green: { 'x-test': 'green' } },
  },
  productionUrl: 'http://shop/',
};

export const ALIAS: LambdaAliasTarget = {
  type: 'lambda-alias',
  functionName: 'prices',
  alias: 'live',
  probe: {},
  errorMetric: { type: 'lambda-errors' },
};

export function step(weight: number, changes: Partial<Step> = {}): Step {
  return {
    weight,
    bakeSeconds: 60,
    minRequests: 50,
    deadlineSeconds: 900,
    comparison: weight === 100 ? 'historical' : 'concurrent',
    ...changes,
  };
}

/** A deployment in three steps, not begun. */
export function deploymentRecord(changes: Partial<DeploymentRecord> = {}): DeploymentRecord {
  return {
    id: 'dep-0123456789abcdefghjkmn',
    environment: 'production',
    service: 'shop',
    target: PAIR,
    kind: 'deploy',
    pinned: { kind: 'image', label: 'v2', image: 'shop@sha256:2' },
    previous: { kind: 'image', label: 'v1', image: 'shop@sha256:1', taskDefinition: 'shop:1' },
    strategy: 'canary',
    steps: [step(5), step(50), step(100)],
    planHash: 'a'.repeat(64),
    criteria: {},
    alarms: { watched: [], firingAtStart: [] },
    healthCheckTimeoutSeconds: 600,
    rollbackOnFailure: true,
    onInsufficient: 'pause',
    approval: { required: false, timeoutSeconds: 86_400 },
    rollbackWindowSeconds: 3600,
    state: { name: 'PENDING' },
    latencyLimits: [],
    looks: 0,
    timeline: [],
    requestedBy: 'arn:aws:sts::000000000000:assumed-role/deployers/ada',
    createdAt: '2026-01-01T00:00:00.000Z',
    deadline: '2026-01-01T02:00:00.000Z',
    ...changes,
  };
}
