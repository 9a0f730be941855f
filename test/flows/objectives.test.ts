import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deploy, SHORT_STEPS } from './deployment.ts';
import { type Installation, install } from './installation.ts';
import { expectEnded } from './invariants.ts';
import { ENVIRONMENT, type Service } from './service.ts';
import { storefront } from './storefront.ts';

const MINUTE_MS = 60_000;

/** An objective of the service's own metrics, which its versions can be told apart in, and one of orders, which is not. */
const DOCUMENT = `
apiVersion: openslo/v1
kind: SLO
metadata: { name: shop-availability, annotations: { operate/policy: never } }
spec:
  service: shop
  timeWindow: [{ duration: 30d, isRolling: true }]
  indicator:
    metadata: { name: shop-errors }
    spec:
      ratioMetric:
        bad: { metricSource: { type: Operate, spec: { metric: errors } } }
        total: { metricSource: { type: Operate, spec: { metric: requests } } }
  objectives: [{ targetPercent: 99.9 }]
---
apiVersion: openslo/v1
kind: SLO
metadata: { name: orders }
spec:
  service: shop
  timeWindow: [{ duration: 30d, isRolling: true }]
  indicator:
    metadata: { name: orders-lost }
    spec:
      ratioMetric:
        bad: { metricSource: { type: CloudWatch, spec: { namespace: Orders, metricName: Lost, stat: Sum } } }
        total: { metricSource: { type: CloudWatch, spec: { namespace: Orders, metricName: All, stat: Sum } } }
  objectives: [{ targetPercent: 99 }]
---
apiVersion: operate/v1
kind: BudgetPolicy
metadata: { name: never }
spec:
  ladder: [{ belowPercent: 50, action: warn }]
  noData: none
  exit: { abovePercent: 10, for: 1d }
`;

let installation: Installation;
let shop: Service;
beforeAll(async () => {
  installation = await install();
  shop = await storefront(installation, {
    name: 'shop',
    registration: { slos: ['shop-availability'], rollbackWindowSeconds: 60 },
  });
}, 60_000);
afterAll(() => installation.close());

/** Orders of every minute in a stretch that begins now. */
function orders(minutes: number, all: number, lost: number): void {
  const begin = Math.floor(installation.clock.now() / MINUTE_MS) * MINUTE_MS;
  for (let at = begin; at < begin + minutes * MINUTE_MS; at += MINUTE_MS)
    for (const [metric, value] of [
      ['All', all],
      ['Lost', lost],
    ] as const)
      if (value > 0)
        installation.account.scope.record({
          namespace: 'Orders',
          metric,
          dimensions: {},
          at,
          value,
          unit: 'Count',
        });
}

/** An open incident stops deployments as well. */
async function resolveAll(): Promise<void> {
  const { incidents } = await installation.as('viewer').list_incidents({});
  for (const { incidentId, state } of incidents)
    if (state !== 'RESOLVED')
      await installation
        .as('operator')
        .manage_incident({ action: 'resolve', incidentId, resolution: 'The version is gone.' });
}

const verdictsOf = async (deploymentId: string) =>
  (await installation.developer.get_deployment({ deploymentId, records: true })).verdicts;

describe('an objective that the judge reads', () => {
  it('is said to be missing while it is not set, and refused where the caller names it', async () => {
    const wish = { environment: ENVIRONMENT, service: 'shop', version: 'v2', dryRun: true };
    const { plan } = await installation.developer.deploy_application(wish);
    expect(plan.missing).toContain('objective shop-availability');
    await expect(
      installation.developer.deploy_application({ ...wish, monitoring: { slos: ['orders'] } }),
    ).rejects.toMatchObject({
      name: 'InvalidInput',
      detail: { violations: [{ field: 'monitoring.slos.0', problem: "'orders' is not set in production" }] },
    });
  });

  it('is counted of each version where its metrics tell them apart, and lets a good one pass', async () => {
    await installation.developer.set_slo({ environment: ENVIRONMENT, document: DOCUMENT });
    const { plan } = await installation.developer.deploy_application({
      environment: ENVIRONMENT,
      service: 'shop',
      version: 'v2',
      dryRun: true,
    });
    expect(plan.missing).not.toContain('objective shop-availability');
    expect(plan.notes).toContain(
      'The judge reads the objective shop-availability of shop: more than 1.44% bad events since the shift end the rollout, once 3 of at least 10 are bad.',
    );
    const good = await deploy(shop, 'v2');
    await expectEnded(good, 'PROMOTED');
    const seen = (await verdictsOf(good.id)).at(-1)?.signals.find(({ name }) => name.startsWith('objective'));
    expect(seen).toMatchObject({
      name: 'objective shop-availability',
      decision: 'FINE',
      effect: { candidateShare: 0 },
    });
    expect(seen?.samples.candidate).toBeGreaterThan(500);
  });

  it('of which nothing is known holds the deployment, and a person is asked', async () => {
    const idle = await deploy(shop, 'v3', {
      monitoring: { slos: ['orders'] },
      steps: SHORT_STEPS.map((step) => ({ ...step, deadlineSeconds: 400 })),
    });
    const { state } = await idle.reach('PAUSED');
    expect('reason' in state && state.reason).toMatchObject({
      code: 'INSUFFICIENT_DATA',
      words: expect.stringContaining(
        'objective orders: 0 events were counted since the shift, and fewer than 10 prove nothing.',
      ),
    });
    await installation.developer.abort_deployment({ deploymentId: idle.id });
    await idle.end();
  });

  it('rolls back a version that burns its budget, and says how fast', async () => {
    const bad = await deploy(shop, 'failing');
    await expectEnded(bad, 'ROLLED_BACK', 'JUDGED_WORSE');
    const { state } = await bad.read();
    expect('reason' in state && state.reason.words).toMatch(
      /objective shop-availability: [12]\d\.?\d*% of \d+ events of the candidate were bad since the shift, which burns its error budget at [12]\d\d times its pace; 14\.4 times is too fast\./,
    );
  });

  it('is counted of the whole service where versions cannot be told apart', async () => {
    orders(60, 200, 0);
    await installation.clock.advanceBy(30 * MINUTE_MS);
    await resolveAll();
    const good = await deploy(shop, 'v3', { monitoring: { slos: ['orders'] } });
    await expectEnded(good, 'PROMOTED');
    await installation.clock.advanceBy(30 * MINUTE_MS);
    orders(25, 200, 0);
    await installation.clock.advanceBy(25 * MINUTE_MS);
    orders(60, 200, 70);
    const losing = await deploy(shop, 'v2', { monitoring: { slos: ['orders'] } });
    await expectEnded(losing, 'ROLLED_BACK', 'JUDGED_WORSE');
    const { state } = await losing.read();
    expect('reason' in state && state.reason.words).toMatch(
      /^objective orders: 35% of \d+ events of the whole service were bad since the shift, which burns its error budget at 35 times its pace; 14\.4 times is too fast\.$/,
    );
  });
});
