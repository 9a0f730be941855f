import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deploy } from '../../../test/flows/deployment.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { pricing } from '../../../test/flows/pricing.ts';
import { seeded } from '../../../test/flows/seeded.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
});
afterAll(() => installation.close());

describe('get_deployment', () => {
  it('shows the story and every verdict with its numbers, oldest first', async () => {
    const prices = await pricing(installation, { name: 'prices' });
    const deployment = await deploy(prices, prices.versions.bad);
    const record = await deployment.end();
    const viewer = installation.as('viewer');
    const { verdicts, timeline, ...answer } = await viewer.get_deployment({ deploymentId: deployment.id });
    expect(answer.deployment).toMatchObject({
      deploymentId: deployment.id,
      state: 'ROLLED_BACK',
      pinned: '3',
      previousVersion: '1',
      weights: { asked: 0, readBack: 0 },
      looks: record.looks,
      lastVerdict: { decision: 'ROLL_BACK' },
    });
    expect(timeline).toEqual(record.timeline);
    expect(verdicts).toHaveLength(record.looks);
    expect(verdicts.map(({ at }) => at).toSorted()).toEqual(verdicts.map(({ at }) => at));
    expect(verdicts.at(-1)).toMatchObject({ step: 0, weight: 50, decision: 'ROLL_BACK' });
    const worse = verdicts.at(-1)?.signals.filter(({ statistic }) => statistic > 0) ?? [];
    expect(
      worse.some(({ samples, effect }) => samples.candidate > 0 && (effect.candidateShare ?? 0) > 0.1),
    ).toBe(true);
    expect(verdicts.every((verdict) => verdict.record === undefined)).toBe(true);
  });

  it('shows the newest verdicts, and what they followed from, when asked', async () => {
    const [{ deploymentId, looks } = { deploymentId: '', looks: 0 }] = (
      await installation.developer.list_deployments({ environment: 'production', service: 'prices' })
    ).deployments;
    const viewer = installation.as('viewer');
    const { verdicts } = await viewer.get_deployment({ deploymentId, verdicts: 1, records: true });
    expect(verdicts).toHaveLength(1);
    expect(looks).toBeGreaterThanOrEqual(1);
    expect(verdicts[0]?.decision).toBe('ROLL_BACK');
    expect(verdicts[0]?.record).toMatchObject({ verdict: { decision: 'ROLL_BACK' } });
    expect((await viewer.get_deployment({ deploymentId, verdicts: 0 })).verdicts).toEqual([]);
  });

  it('shows the step that is held, and why', async () => {
    const { id: deploymentId } = await seeded(installation, { in: 'PAUSED' });
    const { deployment, verdicts } = await installation.as('viewer').get_deployment({ deploymentId });
    expect(deployment).toMatchObject({ state: 'PAUSED', step: 0, reason: { code: 'JUDGED_WORSE' } });
    expect(verdicts).toEqual([]);
  });

  it('knows no other deployment, and shows nothing to strangers', async () => {
    const deploymentId = 'dep-0000000000';
    await expect(installation.as('viewer').get_deployment({ deploymentId })).rejects.toMatchObject({
      name: 'NotFound',
    });
    await expect(installation.as('stranger').get_deployment({ deploymentId })).rejects.toMatchObject({
      name: 'Forbidden',
    });
    await expect(installation.as(null).get_deployment({ deploymentId })).rejects.toMatchObject({
      name: 'Unauthenticated',
    });
  });
});
