import { describe, expect, it } from 'vitest';
import type { EcsPairTarget, LambdaAliasTarget, ServiceRecord } from '../services/service.ts';
import { probesOf } from './probes.ts';

const PAIR: EcsPairTarget = {
  type: 'ecs-pair',
  cluster: 'shop',
  container: 'web',
  sides: {
    blue: { service: 'shop-blue', targetGroup: 'arn:aws:elasticloadbalancing:r:1:targetgroup/shop-blue/1' },
    green: {
      service: 'shop-green',
      targetGroup: 'arn:aws:elasticloadbalancing:r:1:targetgroup/shop-green/2',
    },
  },
  production: { kind: 'listener', arn: 'l' },
  test: { url: 'u', rules: { blue: 'b', green: 'g' }, headers: { blue: {}, green: {} } },
  productionUrl: 'u',
};
const ALIAS: LambdaAliasTarget = {
  type: 'lambda-alias',
  functionName: 'prices',
  alias: 'live',
  probe: {},
  errorMetric: { type: 'lambda-errors' },
};
const record = (more: Partial<ServiceRecord>): ServiceRecord => ({
  environment: 'production',
  name: 'shop',
  target: PAIR,
  versionSource: { type: 'lambda-version' },
  criteria: {},
  gates: [],
  approvalRequired: false,
  rollbackWindowSeconds: 0,
  alarms: [],
  kept: [],
  registeredAt: '2026-01-01T00:00:00.000Z',
  ...more,
});
const live = {
  pinned: { kind: 'lambda-version', label: '7', version: '7' },
  deploymentId: 'd',
  promotedAt: 'now',
} as const;

describe('what is probed of a service', () => {
  it.each(['blue', 'green'] as const)('is of a pair the side that is live: %s', (side) => {
    const { probes, unknown } = probesOf(record({ live: { ...live, side }, alarms: ['slow'] }));
    expect(probes.map(({ id }) => id)).toEqual([
      `target-group:shop-${side}`,
      `ecs-service:shop-${side}`,
      'alarm:slow',
    ]);
    expect(unknown).toEqual([]);
  });

  it('is not known of a pair whose live side is not', () => {
    const { probes, unknown } = probesOf(record({}));
    expect(probes).toEqual([]);
    expect(unknown).toMatchObject([{ standing: 'UNSEEN', probe: 'ecs-service:shop' }]);
  });

  it('is of a function what it is called by, with its own metric of the live version', () => {
    expect(probesOf(record({ target: ALIAS })).probes).toEqual([
      { kind: 'function', id: 'function:prices', functionName: 'prices', alias: 'live' },
    ]);
    const errorMetric = {
      type: 'custom',
      namespace: 'Shop',
      metric: 'Bad',
      dimensions: { version: '{version}', kind: 'v{version}' },
    } as const;
    const target = { ...ALIAS, errorMetric };
    expect(probesOf(record({ target, live })).probes).toMatchObject([
      { errors: { namespace: 'Shop', metric: 'Bad', dimensions: { version: '7', kind: 'v7' } } },
    ]);
    expect(probesOf(record({ target })).probes[0]).not.toHaveProperty('errors');
  });

  it('is every endpoint, as its owner expects it', () => {
    const health = {
      endpoints: [
        { url: 'https://a.example/' },
        { url: 'http://b.example/', expectStatus: 204, expectBody: 'ok', timeoutMs: 500 },
      ],
      allowAddresses: ['10.0.0.0/8'],
    };
    const allowed = ['10.0.0.0/8'];
    expect(probesOf(record({ target: ALIAS, health })).probes.slice(0, 2)).toEqual([
      {
        kind: 'endpoint',
        id: 'endpoint:https://a.example/',
        url: 'https://a.example/',
        expectStatus: 200,
        timeoutMs: 3000,
        allowed,
      },
      {
        kind: 'endpoint',
        id: 'endpoint:http://b.example/',
        url: 'http://b.example/',
        expectStatus: 204,
        expectBody: 'ok',
        timeoutMs: 500,
        allowed,
      },
    ]);
  });
});
