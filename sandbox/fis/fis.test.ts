import { CreateExperimentTemplateCommand, FisClient } from '@aws-sdk/client-fis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fis } from '../../functions/chaos/fis/fis.ts';
import { type ChaosHouse, chaosHouse } from '../../functions/chaos/house.fixture.ts';
import { jobFor } from '../../functions/chaos/injector.ts';
import { readService } from '../../functions/services/store.ts';
import { ENVIRONMENT } from '../../test/flows/service.ts';
import { until } from '../clock/until.ts';

const TASKS = 7;
const WITHIN = { every: 1_000, within: 60_000 };

let house: ChaosHouse;
beforeAll(async () => {
  house = await chaosHouse({ desiredCount: TASKS });
});
afterAll(() => house.close());

const create = (arns: number, actions: number) => {
  const resourceArns = Array.from({ length: arns }, (_, index) => `arn:task/${index}`);
  const action = { actionId: 'aws:ecs:stop-task', targets: { Tasks: 'some' } };
  const command = new CreateExperimentTemplateCommand({
    clientToken: `${arns}-${actions}`,
    description: 'A test',
    roleArn: house.context.environment.faultRole,
    stopConditions: [{ source: 'none' }],
    targets: { some: { resourceType: 'aws:ecs:task', resourceArns, selectionMode: 'ALL' } },
    actions: Object.fromEntries(Array.from({ length: actions }, (_, index) => [`action-${index}`, action])),
  });
  return house.context.clients(FisClient).send(command);
};

describe('Fis', () => {
  it('refuses more ARNs in a target and more actions in a template than AWS takes', async () => {
    await expect(create(6, 1)).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(create(5, 21)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('acts on the targets of every action', async () => {
    const { context, clock, account } = house;
    const service = await readService(context, ENVIRONMENT, 'shop');
    const job = jobFor(
      service,
      { fault: 'latency', scope: { percent: 100 }, intensity: 10, durationSeconds: 60 },
      'exp-0000000001',
    );
    const { undo, missing } = await fis.prepare(context, job);
    expect(missing).toEqual([]);
    await until(
      clock,
      'the fault is there',
      async () => (await fis.inject(context, job, undo)).state === 'there',
      WITHIN,
    );
    const [, run] = [...account.fis.experiments.values()];
    expect(Object.keys(run?.template.input.targets ?? {})).toHaveLength(2);
    expect(house.leftovers().filter((words) => words.startsWith('disturbed'))).toHaveLength(TASKS);
    await until(
      clock,
      'it is gone',
      async () => (await fis.restore(context, job, undo)).state === 'gone',
      WITHIN,
    );
    expect(house.leftovers()).toEqual([]);
  });
});
