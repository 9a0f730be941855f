import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CostsHouse, costsHouse } from '../costs.fixture.ts';

let house: CostsHouse;
beforeEach(async () => {
  house = await costsHouse();
});
afterEach(() => house.close());

const MINUTE_MS = 60_000;

describe('asking for an analysis', () => {
  it('is for operators; one whose machine was never started is started by whoever asks next', async () => {
    const { as, begin, clock } = house;
    await expect(as('viewer').analyze_costs({})).rejects.toMatchObject({ name: 'Forbidden' });
    await begin();
    const operator = as('operator');
    expect(await operator.analyze_costs({})).toMatchObject({ status: 'RUNNING', analysisId: 'cost-1' });
    await clock.advanceBy(3 * MINUTE_MS);
    expect(await operator.analyze_costs({})).toMatchObject({ status: 'COMPLETE', analysisId: 'cost-1' });
    expect(await operator.analyze_costs({ dryRun: true })).toMatchObject({
      status: 'PLANNED',
      planned: { dollars: 0 },
    });
  });

  it('begins anew what was lost an hour ago', async () => {
    await house.begin({ startedAt: house.ago(0.1).toISOString() });
    const anew = await house.as('operator').analyze_costs({});
    expect(anew.status).toBe('RUNNING');
    expect(anew.analysisId).not.toBe('cost-1');
  });

  it('ends with what was seen when a step cannot run', async () => {
    const { account, as, clock } = house;
    account.faults.add({
      match: { command: 'Invoke', predicate: ({ input }) => JSON.stringify(input).includes('read-advice') },
      effect: 'error-before',
      error: { name: 'ResourceNotFoundException' },
    });
    await as('operator').analyze_costs({});
    await clock.advanceBy(10 * MINUTE_MS);
    const answer = await as('operator').analyze_costs({});
    expect(answer.status).toBe('COMPLETE');
    expect(answer.notSeen.join()).toMatch(/advice: the step failed/);
  });
});
