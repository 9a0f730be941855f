import { describe, expect, it } from 'vitest';
import { PAIR } from '../rollout/record.fixture.ts';
import type { ServiceRecord, Target } from '../services/service.ts';
import { AWS_HEALTH, notedChanges } from './noted-change.ts';

const ALIAS: Target = {
  type: 'lambda-alias',
  functionName: 'prices-function',
  alias: 'live',
  probe: {},
  errorMetric: { type: 'lambda-errors' },
};
const service = (name: string, target: Target): ServiceRecord => ({
  environment: 'live',
  name,
  target,
  versionSource: { type: 'lambda-version' },
  criteria: {},
  gates: [],
  approvalRequired: false,
  rollbackWindowSeconds: 0,
  alarms: [],
  kept: [],
  registeredAt: '2026-01-01T00:00:00.000Z',
});
const SERVICES = [service('shop', PAIR), service('prices', ALIAS)];
const said = (changes: ReturnType<typeof notedChanges>) =>
  changes.map(({ service: name, kind }) => `${kind} ${name}`);
const health = (aws: string, entities: readonly unknown[] = []) =>
  notedChanges(SERVICES, {
    eventName: AWS_HEALTH,
    principal: aws,
    parameters: {
      eventTypeCode: `AWS_${aws}_OPERATIONAL_ISSUE`,
      affectedEntities: entities.map((entityValue) => ({ entityValue })),
    },
  });

describe('what others did', () => {
  it('is a change of the service whose target it touched', () => {
    const parameters = { listenerArn: PAIR.production.arn, defaultActions: [] };
    const changes = notedChanges(SERVICES, { eventName: 'ModifyListener', principal: 'ada', parameters });
    expect(changes).toEqual([{ kind: 'outside-change', service: 'shop', words: 'ModifyListener by ada' }]);
    const alias = { functionName: 'prices-function', name: 'live', functionVersion: '3' };
    expect(
      said(notedChanges(SERVICES, { eventName: 'UpdateAlias', principal: 'ada', parameters: alias })),
    ).toEqual(['outside-change prices']);
    expect(notedChanges(SERVICES, { eventName: 'CreateRule', principal: 'ada', parameters })).toEqual([]);
  });
});

describe('what AWS Health says', () => {
  it('of a service of AWS without naming resources is of all that rest upon it', () => {
    expect(health('LAMBDA')).toEqual([
      {
        kind: 'aws-health',
        service: 'prices',
        words: 'AWS Health says AWS_LAMBDA_OPERATIONAL_ISSUE of LAMBDA',
      },
    ]);
    expect(said(health('ECS'))).toEqual(['aws-health shop']);
    expect(said(health('ELASTICLOADBALANCING'))).toEqual(['aws-health shop']);
    expect(health('GLUE')).toEqual([]);
  });
  it('of named resources is of the services that have them', () => {
    expect(said(health('LAMBDA', ['prices-function']))).toEqual(['aws-health prices']);
    expect(said(health('EC2', [PAIR.sides.blue.targetGroup]))).toEqual(['aws-health shop']);
    expect(health('LAMBDA', ['another-function'])).toEqual([]);
  });
  it('of a resource whose name is short is of the service that has just that, and of nobody else', () => {
    expect(said(health('LAMBDA', ['live']))).toEqual(['aws-health prices']);
    expect(said(health('LAMBDA', ['pric']))).toEqual([]);
  });

  it('of what has no name worth looking for is of no service in particular', () => {
    expect(said(health('LAMBDA', ['', 'live', 7]))).toEqual(['aws-health prices']);
    const parameters = { affectedEntities: 'all' };
    expect(said(notedChanges(SERVICES, { eventName: AWS_HEALTH, principal: 'LAMBDA', parameters }))).toEqual([
      'aws-health prices',
    ]);
  });
});
