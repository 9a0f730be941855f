import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../functions/clock.ts';
import { Account } from '../sandbox/account/account.ts';
import { installProduct } from '../sandbox/account/product.ts';
import { ScaledClock } from '../sandbox/clock/scaled-clock.ts';
import { until } from '../sandbox/clock/until.ts';
import { type PlainService, provisionPlainService } from '../sandbox/samples/plain-service.ts';
import type { Traffic } from '../sandbox/traffic/traffic.ts';
import { type Operations, operationsOf } from './flows/profiles.ts';
import { AwsShell } from './onboarding/aws-cli.ts';

/** Sandbox seconds that pass in a real one, and requests in a real second. */
const SPEED = 60;
const REQUESTS_PER_SECOND = 200;
const MINUTE = 60_000;
const ENVIRONMENT = 'production';
const USER = 'arn:aws:iam::000000000000:role/user';

let account: Account;
let clock: ScaledClock;
let developer: Operations;
let plain: PlainService;
let traffic: Traffic;
let since: number;

beforeAll(async () => {
  clock = new ScaledClock({ start: systemClock.now(), speed: SPEED });
  account = new Account({ plane: 'live', clock, realClock: systemClock });
  await installProduct(account);
  account.iam.setStatements(USER, [{ actions: ['*'], resources: ['*'] }]);
  developer = operationsOf(account, 'developer');
  plain = await provisionPlainService(account.users, { name: 'legacy' });
  const group = account.users.elbv2.group(plain.targetGroupArn);
  await until(clock, 'it serves', () => group.count('healthy') === 2, { every: 1_000, within: 20 * MINUTE });
  since = clock.now();
  traffic = account.users.call(plain.listenerArn, { requestsPerSecond: REQUESTS_PER_SECOND });
}, 60_000);
afterAll(() => account.close());

function registration() {
  return {
    environment: ENVIRONMENT,
    service: 'legacy',
    target: {
      type: 'ecs-pair' as const,
      cluster: plain.cluster,
      production: plain.listenerArn,
      blue: { service: 'legacy' },
      url: `http://127.0.0.1:${plain.port}`,
      testUrl: `http://127.0.0.1:${plain.port}`,
    },
    versionSource: { type: 'ecr' as const, repository: plain.repository },
  };
}

async function deploy(version: string): Promise<string> {
  const { deployment } = await developer.deploy_application({
    environment: ENVIRONMENT,
    service: 'legacy',
    version,
    steps: [
      { weight: 20, bakeSeconds: 60, minRequests: 20 },
      { weight: 100, bakeSeconds: 60, minRequests: 20 },
    ],
  });
  if (!deployment) throw new Error('A dry run deploys nothing.');
  return deployment.deploymentId;
}

/** The share of requests by version over the last sandbox seconds. */
function answering(): string[] {
  return Object.keys(traffic.log.window(clock.now() - 20_000, clock.now()).byVersion);
}

describe('an existing service under 200 requests a second', () => {
  it('is adopted by the very commands that are printed for it, and deployed, without a failed request', async () => {
    const looked = await developer.register_service({ ...registration(), dryRun: true });
    expect(looked.state).toBe('NOT_READY');
    const missing = looked.findings.filter(({ ok }) => !ok).map(({ check }) => check);
    expect(missing).toEqual([
      'target-groups',
      'production-action',
      'test-path',
      'ecs-services',
      'circuit-breaker',
      'autoscaling',
      'tags',
    ]);

    const shell = new AwsShell(account.dispatcher.clientsFor({ arn: USER }));
    for (const command of looked.onboarding?.cli ?? []) await shell.run(command);
    const registered = await developer.register_service(registration());
    expect(registered.findings.filter(({ ok }) => !ok)).toEqual([]);
    expect(registered).toMatchObject({ state: 'REGISTERED', service: { live: { side: 'blue' } } });
    expect(answering()).toEqual(['v1']);

    const deploymentId = await deploy('v2');
    const state = async () => (await developer.get_deployment({ deploymentId })).deployment.state;
    await until(clock, 'it is over', async () => !/ING$/.test(await state()), {
      every: 10_000,
      within: 60 * MINUTE,
    });
    const told = await developer.get_deployment({ deploymentId });
    expect(told.deployment).toMatchObject({ state: 'PROMOTED' });
    await until(clock, 'v2 answers alone', () => answering().join() === 'v2', {
      every: 5_000,
      within: 5 * MINUTE,
    });

    const seconds = (clock.now() - since) / 1_000 / SPEED;
    await traffic.stop();
    const { total, failed, byStatus } = traffic.log.counts();
    expect({ failed, byStatus }).toEqual({ failed: 0, byStatus: { 200: total } });
    expect(total / seconds).toBeGreaterThan(REQUESTS_PER_SECOND * 0.8);
  }, 120_000);
});
