import { describe, expect, it } from 'vitest';
import { catalog } from '../../functions/catalog.ts';
import { environmentFor, MOST_ENVIRONMENT_BYTES, tooLong } from './function-environment.ts';
import { makeManifest } from './manifest.ts';
import { environmentOf } from './settings.ts';

const NAMING = { account: '111122223333', region: 'ap-southeast-2', prefix: 'operate' };
const grant = (index: number) => ({
  principal: `arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Deployers_0123456789abcdef/person-${index}`,
  roles: ['deployer'] as const,
});
const schedules = Array.from({ length: 20 }, (_, index) => ({
  name: `nightly-check-${String(index).padStart(2, '0')}`,
  expression: 'rate(1 day)',
  operation: 'run_scheduled',
  input: '{}',
}));
const manifest = makeManifest(catalog, NAMING, { schedules });
const environmentWith = (grants: number) =>
  environmentOf(manifest, {
    gatewayToken: 't'.repeat(36),
    metricMarginSeconds: 120,
    roles: Array.from({ length: grants }, (_, index) => grant(index)),
    tokenIssuers: [{ issuer: 'https://ci.example.com', audience: 'operate', grants: [] }],
  });
const planOf = (operation: string) => {
  const plan = manifest.functions.find((one) => one.operation === operation);
  if (!plan) throw new Error(`There is no ${operation}.`);
  return plan;
};

describe('what a function is told', () => {
  it('is what it has use for', () => {
    const environment = environmentWith(1);
    expect(environmentFor(planOf('doctor'), environment).triggers.schedules).toHaveLength(
      environment.triggers.schedules.length,
    );
    const step = environmentFor(planOf('drive_ecs_pair'), environment);
    expect([step.roles, step.triggers.schedules, step.tokenIssuers]).toEqual([[], [], undefined]);
    const door = environmentFor(planOf('list_services'), environment);
    const names = (roles: typeof door.roles) => roles.map(({ principal }) => principal.split('/').at(-2));
    const everybody = [
      'operate-run-call-operation',
      'operate-run-run-scheduled',
      names(environment.roles).at(-1),
    ];
    expect([names(door.roles), door.tokenIssuers]).toEqual([everybody, undefined]);
    expect(names(environmentFor(planOf('deploy_application'), environment).roles)).toEqual([
      'operate-run-apply-optimization',
      ...everybody,
    ]);
    for (const operation of ['check_caller', 'mcp'])
      expect(environmentFor(planOf(operation), environment).tokenIssuers).toHaveLength(1);
  });

  it('fits with as many schedules as there may be and a few roles; more than fits is named', () => {
    expect(tooLong(manifest.functions, environmentWith(4))).toEqual([]);
    const named = tooLong(manifest.functions, environmentWith(40));
    expect(named.some((words) => words.startsWith('doctor ('))).toBe(true);
    expect(named.some((words) => words.startsWith('drive_ecs_pair ('))).toBe(false);
    expect(MOST_ENVIRONMENT_BYTES).toBeLessThan(4096);
  });
});
