import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLABLE_OPERATIONS } from '../../../core/runbook/callable-operations.ts';
import { deploy } from '../../../test/flows/deployment.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { pricing } from '../../../test/flows/pricing.ts';
import { ENVIRONMENT, type Service } from '../../../test/flows/service.ts';
import { catalog } from '../../catalog.ts';
import { readFreeze } from '../../freezes/store.ts';
import { readDeployment } from '../../runs/store.ts';
import { planOf, runOf } from '../step/runs.fixture.ts';

let installation: Installation;
let prices: Service;
beforeAll(async () => {
  installation = await install();
  prices = await pricing(installation, { name: 'prices', requestsPerSecond: 1 });
}, 60_000);
afterAll(() => installation.close());

const FREEZE = {
  name: 'freeze',
  tool: 'call_operation',
  action: 'set_freeze',
  params: {
    input: {
      environment: ENVIRONMENT,
      freeze: { kind: 'stop-the-line', stopped: true, reason: 'Incident.' },
    },
  },
} as const;

describe('call_operation', () => {
  it('may call operations that callers see, none of which is sensitive', () => {
    for (const name of CALLABLE_OPERATIONS) {
      const definition = catalog.find((candidate) => candidate.name === name);
      expect(definition).toMatchObject({ risk: 'change' });
      expect(definition?.surfaces).toContain('http');
    }
  });

  it('begins a rollback on behalf of whoever asked for the run', async () => {
    const { id, end } = await deploy(prices, prices.versions.good);
    expect((await end()).state.name).toBe('PROMOTED');
    const step = { ...FREEZE, action: 'rollback_deployment', params: { input: { deploymentId: id } } };
    const run = await runOf(installation, 'prices', [step]);
    const { result } = await run.do('freeze');
    const { answer } = result as {
      readonly answer: { readonly deployment: { readonly deploymentId: string } };
    };
    const { requestedBy } = await run.read();
    expect(await readDeployment(installation.context, answer.deployment.deploymentId)).toMatchObject({
      kind: 'rollback',
      requestedBy: `arn:aws:sts::000000000000:assumed-role/operate-run-call-operation/${run.id}`,
      onBehalfOf: requestedBy,
    });
  });

  it('calls an operation once, under the name of its own role', async () => {
    const run = await runOf(installation, 'prices', [FREEZE]);
    const done = await run.do('freeze');
    expect(done).toMatchObject({ result: { status: 200 } });
    expect(await run.verified('freeze')).toEqual({ next: 'next' });
    const freezes = await readFreeze(installation.context, ENVIRONMENT);
    expect(JSON.stringify(freezes)).toContain('Incident.');
    const { records } = await installation.developer.list_audit({ resource: `freeze/${ENVIRONMENT}` });
    expect(records.map(({ caller }) => caller)).toEqual([
      `arn:aws:sts::000000000000:assumed-role/operate-run-call-operation/${run.id}`,
    ]);
  });

  it('tells why an operation refused', async () => {
    const step = {
      ...FREEZE,
      action: 'abort_deployment',
      params: { input: { deploymentId: 'dep-0123456789ab' } },
    };
    const run = await runOf(installation, 'prices', [step]);
    await expect(run.do('freeze')).rejects.toMatchObject({
      name: 'Refused',
      message: "abort_deployment was answered 404: There is no deployment 'dep-0123456789ab'.",
    });
  });

  it.each(['approve', 'register_service', 'start_runbook'])('refuses to call %s', async (action) => {
    await expect(planOf(installation, 'prices', { ...FREEZE, action })).rejects.toMatchObject({
      name: 'Refused',
    });
  });
});
