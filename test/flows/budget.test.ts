import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listServices } from '../../functions/services/store.ts';
import { serviceMetrics } from '../../functions/slos/service-metrics.ts';
import { putComplaintsAlarm } from './complaints.ts';
import { deploy } from './deployment.ts';
import { type Installation, install } from './installation.ts';
import { ENVIRONMENT, type Service } from './service.ts';
import { storefront } from './storefront.ts';

const MINUTE_MS = 60_000;
const DOCUMENT = `
apiVersion: openslo/v1
kind: SLO
metadata:
  name: shop-availability
  displayName: Shop answers
spec:
  service: shop
  budgetingMethod: Occurrences
  timeWindow:
    - duration: 30d
      isRolling: true
  indicator:
    metadata: { name: shop-errors }
    spec:
      ratioMetric:
        bad:
          metricSource: { type: Operate, spec: { metric: errors } }
        total:
          metricSource: { type: Operate, spec: { metric: requests } }
  objectives:
    - targetPercent: 99.9
`;

let installation: Installation;
let shop: Service;
beforeAll(async () => {
  installation = await install();
  await putComplaintsAlarm(installation, 'shop-complaints');
  const alarms = ['shop-complaints'];
  shop = await storefront(installation, { name: 'shop', requestsPerSecond: 20, registration: { alarms } });
}, 60_000);
afterAll(() => installation.close());

const minutes = (count: number) => installation.clock.advanceBy(count * MINUTE_MS);
const tracked = async () => {
  const { objectives } = await installation.as('viewer').track_slo({ service: 'shop' });
  return objectives[0] ?? expect.fail('Nothing is tracked.');
};

/** Failed requests of users, on top of what the service does. */
async function fail(perMinute: number, forMinutes: number): Promise<void> {
  const services = await listServices(installation.context, ENVIRONMENT);
  const [service] = services;
  const errors = service && serviceMetrics(service, services).errors;
  if (!Array.isArray(errors)) throw new Error('Nothing counts errors.');
  const [term] = errors;
  const begin = Math.ceil(installation.clock.now() / MINUTE_MS) * MINUTE_MS;
  for (let at = begin; at < begin + forMinutes * MINUTE_MS; at += MINUTE_MS)
    installation.account.scope.record({ ...term, at, value: 1, unit: 'Count', count: perMinute });
  await minutes(forMinutes);
}

describe('an error budget', () => {
  it('is set, and is nothing until it was counted', async () => {
    const { developer } = installation;
    const wish = { environment: ENVIRONMENT, document: DOCUMENT };
    const { plan } = await developer.deploy_application({
      environment: ENVIRONMENT,
      service: 'shop',
      version: 'v2',
      dryRun: true,
    });
    expect(plan.missing).toContain('budget');
    const checked = await developer.set_slo({ ...wish, dryRun: true });
    expect(checked).toMatchObject({ applied: false, objectives: [{ change: 'added', version: 1 }] });
    expect((await installation.as('viewer').track_slo({})).missing).toEqual([`${ENVIRONMENT}/shop`]);
    const set = await developer.set_slo(wish);
    expect(set.objectives[0]?.findings.map(({ check }) => check)).toEqual(['detection', 'cost']);
    expect(await tracked()).toMatchObject({
      state: 'NO_DATA',
      notSeen: [expect.stringMatching(/not evaluated/)],
    });
    expect((await developer.set_slo(wish)).applied).toBe(false);
  });

  it('is whole while the service is well', async () => {
    await minutes(25);
    const one = await tracked();
    expect(one).toMatchObject({ state: 'MET', attained: 1, remaining: 1, budget: { consumed: 0 } });
    expect(one.alerts.map(({ state }) => state)).toEqual(['QUIET', 'QUIET', 'QUIET', 'QUIET']);
    expect(one.notSeen).toEqual([expect.stringMatching(/^Nothing was measured in \d+ of \d+ slots/)]);
  });

  it('that burns opens one incident, as bad as it burns, and once it is used up no deployment begins', async () => {
    await fail(600, 10);
    await minutes(15);
    const one = await tracked();
    expect(one).toMatchObject({ state: 'BREACHED', action: 'freeze' });
    expect(one.remaining).toBeLessThan(0);
    const { incidents } = await installation.as('viewer').list_incidents({});
    expect(incidents).toHaveLength(1);
    expect(incidents[0]).toMatchObject({
      severity: 'critical',
      environment: ENVIRONMENT,
      services: ['shop'],
    });
    await installation
      .as('operator')
      .manage_incident({ action: 'resolve', incidentId: incidents[0]?.incidentId, resolution: 'Fixed.' });
    await expect(deploy(shop, 'v2')).rejects.toMatchObject({
      name: 'Refused',
      message: expect.stringMatching(
        /% of the error budget of shop-availability is used up, which stops changes/,
      ),
      detail: { violations: [{ field: 'gate.budget', allowed: 'PASSED' }] },
    });
  });

  it('stops faults on purpose and maintenance too, and no repair', async () => {
    const { developer, as } = installation;
    const target = { environment: ENVIRONMENT, service: 'shop', dryRun: true };
    const { plan } = await developer.run_chaos_test({ ...target, experiment: 'task-stop' });
    expect(plan.go).toBe(false);
    expect(plan.checks).toContainEqual({
      name: 'budget',
      status: 'FAILED',
      words: expect.stringMatching(/% of the error budget of shop-availability is used up, which stops/),
    });
    const maintenance = await as('operator').start_runbook({ ...target, runbook: 'high-memory' });
    expect(maintenance.plan).toMatchObject({
      admitted: false,
      words: expect.stringMatching(
        /is used up, .* Name the incident that the run repairs: repairs are not asked\.$/,
      ),
    });
    const { incidents } = await as('viewer').list_incidents({});
    const repair = await as('operator').start_runbook({
      ...target,
      runbook: 'high-memory',
      incidentId: incidents[0]?.incidentId,
    });
    expect(repair.plan.words).not.toContain('budget');
  });

  it('lets a fix through if a second person agrees', async () => {
    const { developer } = installation;
    const wish = { environment: ENVIRONMENT, service: 'shop', version: 'v2', fix: true };
    const { plan } = await developer.deploy_application({ ...wish, dryRun: true });
    expect(plan.gates.find(({ name }) => name === 'budget')).toMatchObject({
      status: 'PASSED',
      needsApproval: true,
    });
    const { deployment } = await developer.deploy_application(wish);
    const deploymentId = deployment?.deploymentId ?? '';
    await minutes(2);
    expect((await developer.get_deployment({ deploymentId })).deployment.state).toBe('AWAITING_APPROVAL');
    await developer.abort_deployment({ deploymentId });
    await minutes(5);
  });

  it('is given back for time that is left out, by somebody else than who deploys', async () => {
    const { clock, as, developer } = installation;
    const window = {
      from: new Date(clock.now() - 60 * MINUTE_MS).toISOString(),
      to: new Date(clock.now()).toISOString(),
      reason: 'the test of the load balancer',
    };
    const wish = { environment: ENVIRONMENT, objective: 'shop-availability', window };
    await expect(developer.exclude_window(wish)).rejects.toMatchObject({ name: 'Forbidden' });
    const dry = await as('approver').exclude_window({ ...wish, dryRun: true });
    expect(dry.remainingBefore).toBeLessThan(0);
    expect(dry).toMatchObject({ applied: false });
    const { exclusionId, exclusions } = await as('approver').exclude_window(wish);
    expect(exclusions).toEqual([
      expect.objectContaining({ exclusionId, by: expect.stringContaining('approver') }),
    ]);
    await minutes(15);
    expect(await tracked()).toMatchObject({ state: 'MET', action: 'none' });
    const { plan } = await developer.deploy_application({
      environment: ENVIRONMENT,
      service: 'shop',
      version: 'v2',
      dryRun: true,
    });
    expect(plan.gates.find(({ name }) => name === 'budget')).toMatchObject({ status: 'PASSED' });
    const { records } = await as('viewer').list_audit({ action: 'exclude_window', limit: 10 });
    expect(records.map(({ words }) => words)).toContainEqual(expect.stringContaining('load balancer'));
  });

  it('of an objective that is removed is asked no more', async () => {
    const { developer, as } = installation;
    const { objectives } = await developer.set_slo({
      environment: ENVIRONMENT,
      remove: ['shop-availability'],
    });
    expect(objectives).toMatchObject([{ change: 'removed', version: 2 }]);
    expect((await as('viewer').track_slo({})).objectives).toEqual([]);
  });
});
