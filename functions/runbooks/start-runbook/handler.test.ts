import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { pricing } from '../../../test/flows/pricing.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
  const service = await pricing(installation, { name: 'prices' });
  await service.traffic.stop();
}, 60_000);
afterAll(() => installation.close());

const TARGET = { environment: 'production', service: 'prices' };
const start = (input: { runbook: string; dryRun?: boolean; incidentId?: string }, profile = 'operator') =>
  installation.as(profile).start_runbook({ ...TARGET, ...input });

// Whole runs are in test/flows/runbooks.test.ts.
describe('start_runbook', () => {
  it('plans with what the tools read, and says why the run may not begin', async () => {
    const { plan, run } = await start({ runbook: 'dependency-down', dryRun: true });
    expect(run).toBeUndefined();
    expect(plan).toMatchObject({
      admitted: false,
      words: expect.stringMatching(/^Neither an incident's signals nor alarms of prices/),
      steps: [{ name: 'find-callees' }, { name: 'tell' }],
    });
    await expect(start({ runbook: 'dependency-down' })).rejects.toMatchObject({ name: 'Refused' });
  });

  it('refuses a runbook whose tools cannot act on the service', async () => {
    await expect(start({ runbook: 'high-cpu', dryRun: true })).rejects.toMatchObject({
      name: 'Refused',
      message: expect.stringMatching(/^The step '[a-z-]+' is not possible: /),
    });
  });

  it('is for no incident of another service', async () => {
    const { incident } = await installation.as('operator').manage_incident({
      action: 'create',
      title: 'The cart is slow',
      environment: 'production',
      affectedServices: ['cart'],
    });
    const { incidentId } = incident;
    await expect(start({ runbook: 'dependency-down', dryRun: true, incidentId })).rejects.toMatchObject({
      name: 'InvalidInput',
      detail: { violations: [{ field: 'service', allowed: 'cart, or a run without the incident' }] },
    });
  });

  it('is for operators', async () => {
    for (const profile of ['viewer', 'approver'])
      await expect(start({ runbook: 'high-cpu', dryRun: true }, profile)).rejects.toMatchObject({
        name: 'Forbidden',
      });
  });
});
