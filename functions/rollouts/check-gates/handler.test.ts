import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAIR } from '../../../core/rollout/record.fixture.ts';
import type { VerificationGate } from '../../../core/services/service.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { deadmanOf, seeded } from '../../../test/flows/seeded.ts';
import { runStep } from '../../../test/flows/step.ts';
import { readLease } from '../../runs/lease.ts';
import { readDeployment } from '../../runs/store.ts';
import { saveService } from '../../services/store.ts';

let installation: Installation;
let asked: unknown[] = [];
beforeAll(async () => {
  installation = await install();
  const roleArn = 'arn:aws:iam::000000000000:role/gates';
  const tags = { 'operate:gate': 'yes' };
  const answers = { yes: { status: 'PASSED' }, no: { status: 'FAILED', reason: 'red' } };
  for (const [name, answer] of Object.entries(answers))
    installation.account.lambda.createFunction({
      name,
      roleArn,
      tags,
      handler: async (event) => {
        asked.push(event);
        return answer;
      },
    });
  installation.account.lambda.createFunction({ name: 'untagged', roleArn, handler: async () => answers.yes });
});
afterAll(() => installation.close());

async function deployment(gates: readonly VerificationGate[], changes: Parameters<typeof seeded>[1] = {}) {
  asked = [];
  const record = await seeded(installation, changes);
  const service = {
    environment: record.environment,
    name: record.service,
    target: PAIR,
    versionSource: { type: 'ecr', repository: 'shop' } as const,
    criteria: {},
    gates,
    approvalRequired: false,
    rollbackWindowSeconds: 0,
    alarms: [],
    kept: [],
    registeredAt: record.createdAt,
  };
  await saveService(installation.context, undefined, service, { words: 'Registered.' });
  return record;
}
const check = (deploymentId: string) => runStep(installation, 'check_gates', { deploymentId });
const gate = (functionName: string): VerificationGate => ({
  type: 'lambda',
  name: functionName,
  functionName,
});

describe('check_gates', () => {
  it('asks every gate, and lets the deployment prepare', async () => {
    const { id, environment, service } = await deployment([gate('yes'), gate('yes')]);
    expect(await check(id)).toEqual({ next: 'prepare', step: 0 });
    const question = { deploymentId: id, environment, service, version: 'v2' };
    expect(asked).toEqual([question, question]);
  });

  it('without gates lets it ask a second person where one is needed', async () => {
    const { id } = await deployment([], { approval: { required: true, timeoutSeconds: 86_400 } });
    expect(await check(id)).toEqual({ next: 'approve' });
  });

  it('moves the deadman from the latest begin to the deadline', async () => {
    const { id, deadline } = await deployment([], { deadline: '2026-01-01T05:00:00.000Z' });
    await check(id);
    expect(await deadmanOf(installation, id)).toBe(`at(${deadline.slice(0, 19)})`);
  });

  it('refuses the deployment when any gate does, and frees the service', async () => {
    const { context } = installation;
    const { id, environment, service } = await deployment([gate('yes'), gate('no')]);
    const reason = { code: 'GATE_FAILED', words: 'Gate \'no\' answered "FAILED": red.' };
    expect(await check(id)).toEqual({ next: 'refused', reason });
    expect((await readDeployment(context, id)).state).toMatchObject({ name: 'REFUSED', reason });
    expect(await readLease(context, environment, service)).toBeUndefined();
    await expect(deadmanOf(installation, id)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const told = installation.account.recorder.calls.filter(({ command }) => command === 'PutEvents');
    expect(JSON.stringify(told.at(-1)?.input)).toContain(id);
    expect(await check(id)).toEqual({ next: 'refused', reason });
  });

  it.each([
    ['that is not there', gate('nowhere'), /could not be asked/],
    ['that does not let itself be asked', gate('untagged'), /could not be asked: .*not authorized/],
    [
      'that nobody answers',
      { type: 'https', name: 'url', url: 'https://gate.example/' },
      /could not be asked/,
    ],
  ] as const)('takes a gate %s as one that has not passed', async (_what, one, words) => {
    const { id } = await deployment([one]);
    expect(await check(id)).toMatchObject({
      next: 'refused',
      reason: { words: expect.stringMatching(words) },
    });
  });

  it.each(['RESTORING', 'ABORTED', 'PROMOTED'] as const)(
    'asks nothing for a deployment that is %s',
    async (name) => {
      const { id } = await deployment([gate('no')], { in: name });
      expect(await check(id)).toEqual({ next: 'done' });
      expect(asked).toEqual([]);
    },
  );
});
