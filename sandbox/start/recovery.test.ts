import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { systemClock } from '../../functions/clock.ts';
import { until } from '../clock/until.ts';
import { type ChildSandbox, killChildren, startChild } from './child.fixture.ts';

afterEach(killChildren);

interface Deployment {
  readonly deploymentId: string;
  readonly state: string;
  readonly weights?: { readonly readBack: number };
}

const SERVICE = { environment: 'production', service: 'storefront' };
const WORDS = ['--speed', '120', '--rate', '100'];

async function deployment(sandbox: ChildSandbox, deploymentId: string): Promise<Deployment> {
  const answer = await sandbox.call<{ deployment: Deployment }>('get_deployment', { deploymentId });
  return answer.deployment;
}

/** The versions that answer a number of users. */
async function versionsServed(url: string, users: number): Promise<Set<string | null>> {
  const answers = await Promise.all(Array.from({ length: users }, () => fetch(`${url}checkout`)));
  expect(answers.filter(({ ok }) => !ok)).toEqual([]);
  return new Set(answers.map(({ headers }) => headers.get('x-version')));
}

it('brings a deployment back that was under way when the process was killed', {
  timeout: 90_000,
}, async () => {
  const state = mkdtempSync(join(tmpdir(), 'sandbox-'));
  const before = await startChild(state, WORDS);
  const asked = await before.call<{ deployment: Deployment }>('deploy_application', {
    ...SERVICE,
    version: 'v2',
    trafficSplit: 50,
    monitoring: { duration: 86_400 },
  });
  const { deploymentId } = asked.deployment;
  const inMidBake = async () => (await deployment(before, deploymentId)).weights?.readBack === 50;
  await until(systemClock, 'Half of the traffic is shifted', inMidBake, { every: 100, within: 30_000 });
  const registered = await before.call('get_service', SERVICE);
  expect(await before.end('SIGKILL')).toBeNull();

  const after = await startChild(state, WORDS);
  expect(after.endpoint.loadBalancer).toBe(before.endpoint.loadBalancer);
  const isOver = async () => (await deployment(after, deploymentId)).state === 'ROLLED_BACK';
  await until(systemClock, 'The deployment is rolled back', isOver, { every: 200, within: 40_000 });

  expect(await after.call('get_service', SERVICE)).toEqual(registered);
  expect(await deployment(after, deploymentId)).toMatchObject({
    reason: { code: 'EXECUTION_ENDED' },
    weights: { asked: 0, readBack: 0 },
  });
  const audit = { resource: `deployment/${deploymentId}` };
  expect(await after.call('verify_audit', audit)).toMatchObject({
    state: 'VERIFIED',
    findings: [],
    chains: 1,
  });
  expect(await versionsServed(after.endpoint.loadBalancer, 40)).toEqual(new Set(['v1']));
  const again = await after.call('deploy_application', { ...SERVICE, version: 'v2', dryRun: true });
  expect(again).toMatchObject({ plan: { strategy: 'canary' } });
  expect(await after.end('SIGTERM')).toBe(0);
  rmSync(state, { recursive: true });
});
