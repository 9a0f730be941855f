import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { deadmanOf, seeded, states } from '../../../test/flows/seeded.ts';
import { runStep } from '../../../test/flows/step.ts';
import { readLease } from '../../runs/lease.ts';
import { readDeployment, readToken } from '../../runs/store.ts';
import { runSeconds } from '../../runs/times.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
});
afterAll(() => installation.close());

const reason = { code: 'INSUFFICIENT_DATA', words: 'No requests.' };
const now = () => new Date(installation.clock.now()).toISOString();
const hold = (deploymentId: string, enteredAt = now()) =>
  runStep(installation, 'hold_deployment', {
    deploymentId,
    step: 0,
    reason,
    token: 'token-1',
    enteredAt,
    timeoutSeconds: 600,
  });

describe('hold_deployment', () => {
  it.each(['PREPARING', 'BAKING'] as const)(
    'holds a deployment that is %s until a person decides',
    async (name) => {
      const { context, clock } = installation;
      const command = { kind: 'PAUSE', by: 'ada', at: 'now' } as const;
      const before = await seeded(installation, { in: name, command });
      expect(await hold(before.id)).toEqual({ next: 'done' });
      const until = clock.now() + (600 + runSeconds(before)) * 1000;
      const deadline = new Date(until).toISOString();
      const after = await readDeployment(context, before.id);
      expect(after.state).toEqual({ name: 'PAUSED', from: before.state, reason, since: now(), deadline });
      expect(after.command).toBeUndefined();
      expect(after.deadline).toBe(deadline);
      expect(await readToken(context, before.id)).toEqual({ token: 'token-1', kind: 'pause' });
      expect(await deadmanOf(installation, before.id)).toBe(`at(${deadline.slice(0, 19)})`);
      const lease = await readLease(context, before.environment, before.service);
      expect(lease?.expiresAt).toBe(until + 3_600_000);
    },
  );

  it('keeps what was held, and the token of the latest attempt', async () => {
    const before = await seeded(installation, { in: 'PAUSED' });
    await hold(before.id);
    expect((await readDeployment(installation.context, before.id)).state).toEqual(before.state);
    expect(await readToken(installation.context, before.id)).toEqual({ token: 'token-1', kind: 'pause' });
  });

  it('does not hold what a person has promoted already', async () => {
    const command = { kind: 'PROMOTE', by: 'ada', at: 'now' } as const;
    const before = await seeded(installation, { in: 'BAKING', command });
    expect(await hold(before.id)).toEqual({ next: 'done' });
    expect((await readDeployment(installation.context, before.id)).state).toEqual(before.state);
    expect(await readToken(installation.context, before.id)).toBeUndefined();
  });

  it('does not hold again what a person has resumed since, but what was resumed before', async () => {
    const { clock, context } = installation;
    const enteredAt = now();
    await clock.advanceBy(1_000);
    const { BAKING } = states(clock.now());
    if (BAKING.name !== 'BAKING') throw new Error('That is another state.');
    const resumed = { ...BAKING, resumedAt: now() };
    const since = await seeded(installation, { state: resumed });
    await hold(since.id, enteredAt);
    expect((await readDeployment(context, since.id)).state).toEqual(resumed);
    await clock.advanceBy(1_000);
    const earlier = await seeded(installation, { state: resumed });
    await hold(earlier.id);
    expect((await readDeployment(context, earlier.id)).state.name).toBe('PAUSED');
  });

  it.each(['PENDING', 'AWAITING_APPROVAL', 'RESTORING', 'PROMOTED', 'ABORTED'] as const)(
    'refuses a deployment that is %s',
    async (name) => {
      const { id } = await seeded(installation, { in: name });
      await expect(hold(id)).rejects.toMatchObject({
        name: 'Conflict',
        message: `Deployment ${id} is ${name}: there is nothing to hold.`,
      });
    },
  );
});
