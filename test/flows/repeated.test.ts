import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Deployment, deploy, deploymentOf, SHORT_STEPS } from './deployment.ts';
import { type Installation, install } from './installation.ts';
import { expectEnded } from './invariants.ts';
import { pricing } from './pricing.ts';
import { ENVIRONMENT, type Service } from './service.ts';

let installation: Installation;
let prices: Service;
beforeAll(async () => {
  installation = await install();
  prices = await pricing(installation, { name: 'prices' });
});
afterEach(() => installation.account.faults.clear());
afterAll(() => installation.close());

const MINUTE_MS = 60_000;

/** The good version that does not serve now. */
const idle = () => (prices.shares()['1'] === 100 ? '2' : '1');

/**
 * Makes a call whose record is written and whose call of Step Functions is throttled to the end; then the same call
 * once more, with the same key.
 * @returns the answer of the repeat
 */
async function repeated<Answer>(command: string, call: (key: string) => Promise<Answer>): Promise<Answer> {
  const { account } = installation;
  const throttle = account.faults.add({
    match: { client: 'SFNClient', command, principal: '*operate*' },
    effect: 'error-before',
    error: { name: 'ThrottlingException', message: 'Rate exceeded', statusCode: 400 },
  });
  const key = `key-${installation.clock.now()}`;
  await expect(call(key)).rejects.toMatchObject({ status: expect.any(Number) });
  expect(account.faults.applied.length).toBeGreaterThan(0);
  throttle();
  return call(key);
}

async function held(): Promise<Deployment> {
  const deployment = await deploy(prices, idle());
  await deployment.reach('BAKING');
  await installation.developer.pause_deployment({ deploymentId: deployment.id });
  await deployment.reach('PAUSED');
  return deployment;
}

describe('a call that got no further than its record, repeated with the same idempotency key', () => {
  it('resumes', async () => {
    const deployment = await held();
    const answer = await repeated('SendTaskSuccess', (idempotencyKey) =>
      installation.developer.resume_deployment({ deploymentId: deployment.id }, { idempotencyKey }),
    );
    expect(answer.deployment.state).toBe('BAKING');
    await installation.clock.advanceBy(15 * MINUTE_MS);
    await expectEnded(deployment, 'PROMOTED');
  });

  it('promotes', async () => {
    const deployment = await held();
    await repeated('SendTaskSuccess', (idempotencyKey) =>
      installation.developer.promote_deployment({ deploymentId: deployment.id }, { idempotencyKey }),
    );
    await installation.clock.advanceBy(5 * MINUTE_MS);
    expect((await deployment.read()).state.name).toBe('PROMOTED');
    await expectEnded(deployment, 'PROMOTED');
  });

  it('approves', async () => {
    const deployment = await deploy(prices, idle(), { approval: true });
    const { planHash } = await deployment.reach('AWAITING_APPROVAL');
    await repeated('SendTaskSuccess', (idempotencyKey) =>
      installation.as('approver').approve({ deploymentId: deployment.id, planHash }, { idempotencyKey }),
    );
    await installation.clock.advanceBy(MINUTE_MS);
    await deployment.reach('BAKING');
    await expectEnded(deployment, 'PROMOTED');
  });

  it('aborts', async () => {
    const deployment = await held();
    await repeated('StartExecution', (idempotencyKey) =>
      installation.developer.abort_deployment({ deploymentId: deployment.id }, { idempotencyKey }),
    );
    await installation.clock.advanceBy(5 * MINUTE_MS);
    expect((await deployment.read()).state.name).toBe('ABORTED');
    await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
  });

  it('deploys, once', async () => {
    const wish = { environment: ENVIRONMENT, service: prices.name, version: idle() };
    const { deployment: answered } = await repeated('StartExecution', (idempotencyKey) =>
      installation.developer.deploy_application({ ...wish, steps: SHORT_STEPS }, { idempotencyKey }),
    );
    const deployment = deploymentOf(prices, answered?.deploymentId ?? '');
    await deployment.reach('BAKING');
    await expectEnded(deployment, 'PROMOTED');
  });
});

describe('a repeat with the same idempotency key that comes late', () => {
  it('does not end the hold that came after the one it resumed', async () => {
    const deployment = await held();
    const { id: deploymentId } = deployment;
    const options = { idempotencyKey: 'resume-late' };
    const first = await installation.developer.resume_deployment({ deploymentId }, options);
    await installation.clock.advanceBy(MINUTE_MS);
    await installation.developer.pause_deployment({ deploymentId });
    await deployment.reach('PAUSED');
    expect(await installation.developer.resume_deployment({ deploymentId }, options)).toEqual(first);
    await installation.clock.advanceBy(5 * MINUTE_MS);
    expect((await deployment.read()).state.name).toBe('PAUSED');
    await installation.developer.abort_deployment({ deploymentId });
    await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
  });

  it('starts nothing anew of a deployment that was aborted meanwhile', async () => {
    const wish = { environment: ENVIRONMENT, service: prices.name, version: idle() };
    const call = () => installation.developer.deploy_application(wish, { idempotencyKey: 'deploy-late' });
    const { deployment: answered } = await call();
    const deployment = deploymentOf(prices, answered?.deploymentId ?? '');
    await installation.developer.abort_deployment({ deploymentId: deployment.id });
    await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
    expect((await call()).deployment).toEqual(answered);
    await installation.clock.advanceBy(5 * MINUTE_MS);
    await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
  });
});
