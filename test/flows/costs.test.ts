import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Installation, install } from './installation.ts';
import type { Operations } from './profiles.ts';
import { runStep } from './step.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
type Answer = Awaited<ReturnType<Operations['analyze_costs']>>;

let installation: Installation;
beforeEach(async () => {
  // Not at an edge of a month: budgets and forecasts look at both sides.
  installation = await install({}, { metricDays: 16, from: Date.UTC(2026, 2, 11, 9) });
});
afterEach(() => installation.close());

const day = (ago: number) => new Date(installation.clock.now() - ago * DAY_MS).toISOString().slice(0, 10);

function volume(id: string, state: 'available' | 'in-use', more: object = {}): void {
  const { account, clock } = installation;
  account.estate.put('AWS::EC2::Volume', id, {
    VolumeId: id,
    State: state,
    Size: 1000,
    VolumeType: 'gp3',
    Iops: 3000,
    Throughput: 125,
    CreateTime: new Date(clock.now() - 200 * DAY_MS),
    Tags: [
      { Key: 'operate:environment', Value: 'production' },
      { Key: 'operate:service', Value: 'shop' },
    ],
    ...more,
  });
}

/** An analysis from its asking to its end. */
async function analysed(input: Parameters<Operations['analyze_costs']>[0] = {}): Promise<Answer> {
  const asked = await installation.as('operator').analyze_costs(input);
  expect(asked.status).toBe('RUNNING');
  await installation.clock.advanceBy(2 * MINUTE_MS);
  return installation.as('operator').analyze_costs({ ...input, maxAgeHours: 168 });
}

/** Calls of Cost Explorer so far, each of which costs a cent. */
const asked = () =>
  installation.account.recorder.calls.filter(({ client }) => client === 'CostExplorerClient').length;

describe('an analysis of costs', () => {
  it('tells what it costs first, then what is spent and what can be saved', async () => {
    volume('vol-lost', 'available');
    volume('vol-used', 'in-use');
    const plan = await installation.as('operator').analyze_costs({ dryRun: true });
    expect(plan).toMatchObject({ status: 'PLANNED', planned: { requests: 10, dollars: 0.9 } });
    expect(asked()).toBe(0);
    const answer = await analysed();
    expect(answer).toMatchObject({
      status: 'COMPLETE',
      spent: { requests: 2 },
      savings: {
        monthly: 40,
        recommendations: 1,
        items: [{ rule: 'unattached-volume', id: 'vol-lost', service: 'shop', saving: 40, cost: 80 }],
      },
      ledger: { open: 1, openSaving: 40, realised: 0 },
      applications: [],
      notSeen: [],
    });
    expect(answer.spend?.services).toMatchObject([{ service: 'EC2 - Other' }]);
    expect(answer.spend?.amount).toBeCloseTo((160 / 730) * 24 * 30, 2);
    expect(answer.missing.join()).toMatch(/operate:service.*Optimization Hub.*Compute Optimizer/s);
  });

  it('is answered again for nothing, and a new one asks Cost Explorer only what it does not know', async () => {
    volume('vol-lost', 'available');
    const first = await analysed();
    const requests = asked();
    const again = await installation.as('operator').analyze_costs({ timeWindow: '7d' });
    expect(again).toMatchObject({ status: 'COMPLETE', analysisId: first.analysisId });
    expect(await installation.as('viewer').get_cost_analysis({})).toMatchObject({ savings: first.savings });
    const fresh = await installation.as('operator').analyze_costs({ maxAgeHours: 0 });
    expect(fresh).toMatchObject({ status: 'RUNNING', planned: { requests: 10 } });
    const beside = await installation.as('operator').analyze_costs({ maxAgeHours: 0 });
    expect(beside.analysisId).toBe(fresh.analysisId);
    await installation.clock.advanceBy(2 * MINUTE_MS);
    const next = await installation.as('operator').analyze_costs({});
    expect(next).toMatchObject({ analysisId: fresh.analysisId, spent: { requests: 0 } });
    expect(asked()).toBe(requests);
  });

  it('measures afterwards what became of what it recommended', async () => {
    volume('vol-lost', 'available');
    volume('vol-old', 'in-use', { VolumeType: 'gp2' });
    volume('vol-taken', 'available');
    expect(await analysed()).toMatchObject({ ledger: { open: 3 }, savings: { monthly: 40 + 40 + 15 } });
    installation.account.estate.remove('AWS::EC2::Volume', 'vol-lost');
    volume('vol-old', 'in-use', { VolumeType: 'gp3' });
    volume('vol-taken', 'in-use');
    const after = await analysed({ maxAgeHours: 0 });
    expect(after.ledger).toEqual({
      open: 0,
      openSaving: 0,
      realised: 2,
      estimatedSaving: 55,
      realisedSaving: 100,
      lapsed: 1,
    });
  });

  it('says what is odd about the bill, why, and what the month will cost', async () => {
    const { account } = installation;
    for (let ago = 98; ago >= 1; ago--) {
      const amount = ago <= 3 ? 60 : 10;
      account.costs.bill.charge([
        { day: day(ago), service: 'AWS Lambda', usageType: 'Lambda-GB-Second', amount: 5 },
        { day: day(ago), service: 'AWS Lambda', usageType: 'Request', amount },
        { day: day(ago), service: 'AWS Lambda', usageType: 'Credit', recordType: 'Credit', amount: -2 },
      ]);
    }
    account.budgets.createBudget('all', 400);
    account.budgets.createBudget('small', 100);
    const answer = await analysed({ includePredictions: true, timeWindow: '7d' });
    expect(answer.spend).toMatchObject({ amount: 7 * 15 + 150, before: 105, credits: -14 });
    expect(answer.anomalies).toMatchObject([
      {
        service: 'AWS Lambda',
        excess: 150,
        days: [{ day: day(3), amount: 65, expected: 15 }, {}, {}],
        drivers: [{ usageType: 'Request', excess: 150 }],
      },
    ]);
    expect(answer.forecast).toMatchObject({ source: 'cost-explorer', soFar: 300 });
    expect(answer.budgets?.map(({ name, state }) => [name, state])).toEqual([
      ['all', 'AT_RISK'],
      ['small', 'EXCEEDED'],
    ]);
    expect(answer.spent?.requests).toBe(4);
  });

  it('takes what the hub advises, counts each resource once, and knows applications by their tags', async () => {
    const { account } = installation;
    volume('vol-lost', 'available');
    account.costs.activateTag('operate:service');
    account.costs.activateTag('operate:environment');
    account.hub.enroll();
    account.estate.put('CostOptimizationHub::Recommendation', 'r-1', {
      recommendationId: 'r-1',
      resourceId: 'vol-lost',
      resourceArn: 'arn:aws:ec2:eu-west-1:000000000000:volume/vol-lost',
      currentResourceType: 'EbsVolume',
      actionType: 'Delete',
      estimatedMonthlySavings: 72,
      estimatedMonthlyCost: 72,
      implementationEffort: 'VeryLow',
      restartNeeded: false,
      rollbackPossible: true,
    });
    const answer = await analysed();
    expect(answer.savings).toMatchObject({
      monthly: 72,
      items: [
        { source: 'cost-optimization-hub', rule: 'Delete', effort: 'VERY_LOW' },
        { source: 'operate', rule: 'unattached-volume', insteadOf: 'Delete' },
      ],
    });
    expect(answer.applications).toMatchObject([{ environment: 'production', service: 'shop' }]);
    expect(answer.missing).toEqual([]);
  });

  it('names what it may not see or pay for, and says nothing of what it did not see', async () => {
    const { account } = installation;
    volume('vol-lost', 'available');
    account.faults.add({
      match: { client: 'BudgetsClient' },
      effect: 'error-before',
      error: { name: 'AccessDeniedException', message: 'Not you.' },
    });
    account.faults.add({
      match: { client: 'RDSClient' },
      effect: 'error-before',
      error: { name: 'AccessDeniedException', message: 'Nor you.' },
    });
    const answer = await analysed({ maxRequests: 1 });
    expect(answer).toMatchObject({ status: 'COMPLETE', spent: { requests: 1 } });
    expect(answer.notSeen.join('\n')).toMatch(/bill by application: CALL_BUDGET/);
    expect(answer.notSeen.join('\n')).toMatch(/budgets: ACCESS_DENIED/);
    expect(answer.notSeen.join('\n')).toMatch(/AWS::RDS::DBInstance: ACCESS_DENIED/);
    expect(answer.missing.join('\n')).toMatch(/budgets: access was denied/);
  });
});

describe('what is not the running analysis', () => {
  it('is not finished, and reads no bill', async () => {
    expect(await runStep(installation, 'read_bill', { analysisId: 'cost-0' })).toMatchObject({ requests: 0 });
    const done = await runStep(installation, 'finish_cost_analysis', { analysisId: 'cost-0', failed: [] });
    expect(done).toMatchObject({ recommendations: 0 });
    expect(await installation.as('viewer').get_cost_analysis({})).toMatchObject({ status: 'NO_DATA' });
    expect(asked()).toBe(0);
  });
});
