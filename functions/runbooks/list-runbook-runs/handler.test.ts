import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STEP_STATES } from '../../../core/runbook/run.fixture.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { runStep } from '../../../test/flows/step.ts';
import { seededRun } from '../seeded.fixture.ts';

let installation: Installation;
const ids: string[] = [];
beforeAll(async () => {
  installation = await install();
  const target = (service: string, environment = 'production') => ({ environment, service });
  const seeds = [
    { target: target('basket') },
    { target: target('basket'), in: 'SUCCEEDED' as const },
    { target: target('shop', 'staging'), runbook: 'restart-it' },
    { target: target('shop'), in: 'HELD' as const },
    { target: target('shop'), in: 'REFUSED' as const },
  ];
  const days = ['2025-12-01', '2025-12-02', '2025-12-03', '2025-12-31', '2026-01-01'];
  for (const [index, seed] of seeds.entries()) {
    const createdAt = `${days[index]}T00:00:00.000Z`;
    const { id } = await seededRun(installation, { ...seed, createdAt, armed: false });
    ids.unshift(id);
  }
});
afterAll(() => installation.close());

const list = async (input: object) => {
  const { runs, nextToken } = await installation.as('viewer').list_runbook_runs(input);
  return { ids: runs.map(({ runId }) => runId), nextToken };
};

describe('list_runbook_runs', () => {
  it('lists all of the present month, or of another one, newest first', async () => {
    expect(await list({})).toEqual({ ids: ids.slice(0, 1), nextToken: undefined });
    expect((await list({ month: '2025-12' })).ids).toEqual(ids.slice(1));
    expect((await list({ month: '2025-11' })).ids).toEqual([]);
  });

  it('lists those on a service, in an environment, of a runbook, or in a state', async () => {
    const [refused, held, staged, , first] = ids;
    expect((await list({ environment: 'production', service: 'shop' })).ids).toEqual([refused, held]);
    expect((await list({ environment: 'staging', month: '2025-12' })).ids).toEqual([staged]);
    expect((await list({ runbook: 'restart-it', month: '2025-12' })).ids).toEqual([staged]);
    expect((await list({ state: 'HELD', month: '2025-12' })).ids).toEqual([held]);
    expect((await list({ environment: 'production', service: 'basket', state: 'PENDING' })).ids).toEqual([
      first,
    ]);
  });

  it('lists those that are not over, of all months, until they are', async () => {
    const [, held, staged, , first] = ids;
    expect((await list({ open: true })).ids).toEqual([held, staged, first]);
    expect((await list({ open: true, service: 'shop' })).ids).toEqual([held, staged]);
    expect((await list({ open: true, environment: 'production', service: 'shop' })).ids).toEqual([held]);
    const { id: runId } = await seededRun(installation, { in: 'RUNNING', step: STEP_STATES.WAITING });
    expect((await list({ open: true, limit: 1 })).ids).toEqual([runId]);
    const reason = { code: 'STEP_FAILED', words: 'The step failed.' };
    await runStep(installation, 'fail_run', { runId, failure: { reason } });
    expect((await list({ open: true })).ids).toEqual([held, staged, first]);
    expect((await list({ state: 'FAILED' })).ids).toEqual([runId]);
  });

  it.each([1, 2, 3])('goes through pages of %i without losing or repeating one', async (limit) => {
    const seen: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await list({ limit, open: true, ...(nextToken && { nextToken }) });
      expect(page.ids.length).toBeLessThanOrEqual(limit);
      seen.push(...page.ids);
      nextToken = page.nextToken;
    } while (nextToken);
    const [, held, staged, , first] = ids;
    expect(seen).toEqual([held, staged, first]);
  });

  it.each<[object, string]>([
    [{ service: 'basket' }, 'environment'],
    [{ service: 'basket', environment: 'production', month: '2026-01' }, 'month'],
    [{ open: true, month: '2026-01' }, 'month'],
    [{ month: '2026-13' }, 'month'],
    [{ nextToken: 'rubbish' }, 'nextToken'],
    [
      { nextToken: Buffer.from('2026-01-01T00:00:00.000Z#dep-0123456789').toString('base64url') },
      'nextToken',
    ],
    [{ limit: 0 }, 'limit'],
    [{ state: 'LOST' }, 'state'],
    [{ runbook: 'No Such Name' }, 'runbook'],
  ])('refuses %o', async (input, field) => {
    await expect(list(input)).rejects.toMatchObject({
      name: 'InvalidInput',
      detail: { violations: [{ field }] },
    });
  });
});
