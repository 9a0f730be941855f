import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { deadmanOf, seeded } from '../../../test/flows/seeded.ts';
import { runStep } from '../../../test/flows/step.ts';
import { readLease } from '../../runs/lease.ts';
import { readDeployment, readToken } from '../../runs/store.ts';
import { runSeconds } from '../../runs/times.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
});
afterAll(() => installation.close());

const wait = (deploymentId: string, token = 'token-1') =>
  runStep(installation, 'await_approval', { deploymentId, token, timeoutSeconds: 600 });
const eventsOf = (id: string) =>
  installation.account.recorder.calls.filter(
    ({ command, input }) => command === 'PutEvents' && JSON.stringify(input).includes(id),
  );

describe('await_approval', () => {
  it('keeps the token, gives the deployment the time to wait, and asks', async () => {
    const { context, clock } = installation;
    const before = await seeded(installation);
    expect(await wait(before.id)).toEqual({ next: 'done' });
    const until = clock.now() + (600 + runSeconds(before)) * 1000;
    const deadline = new Date(until).toISOString();
    const { state, timeline, ...after } = await readDeployment(context, before.id);
    const since = new Date(clock.now()).toISOString();
    expect(state).toEqual({ name: 'AWAITING_APPROVAL', since, deadline });
    expect(after.deadline).toBe(deadline);
    expect(timeline.at(-1)?.words).toBe('Waiting for approval of plan aaaaaaaaaaaa by a second person.');
    expect(await readToken(context, before.id)).toEqual({ token: 'token-1', kind: 'approval' });
    expect(await deadmanOf(installation, before.id)).toBe(`at(${deadline.slice(0, 19)})`);
    const lease = await readLease(context, before.environment, before.service);
    expect(lease).toMatchObject({ deploymentId: before.id, expiresAt: until + 3_600_000 });
    expect(JSON.stringify(eventsOf(before.id).map(({ input }) => input))).toContain('ApprovalRequested');
  });

  it('keeps the token of the latest attempt', async () => {
    const { id } = await seeded(installation, { in: 'AWAITING_APPROVAL' });
    expect(await wait(id, 'token-2')).toEqual({ next: 'done' });
    expect(await readToken(installation.context, id)).toEqual({ token: 'token-2', kind: 'approval' });
  });

  it('does not ask again for an approval that has been given', async () => {
    const approval = { required: true, timeoutSeconds: 86_400, by: 'grace' };
    const { id } = await seeded(installation, { in: 'AWAITING_APPROVAL', approval });
    expect(await wait(id)).toEqual({ next: 'done' });
    expect(await readToken(installation.context, id)).toBeUndefined();
    expect(eventsOf(id)).toEqual([]);
  });

  it.each(['PREPARING', 'BAKING', 'RESTORING', 'ABORTED'] as const)(
    'refuses a deployment that is %s',
    async (name) => {
      const { id } = await seeded(installation, { in: name });
      await expect(wait(id)).rejects.toMatchObject({ name: 'Conflict' });
      expect(await readToken(installation.context, id)).toBeUndefined();
    },
  );
});
