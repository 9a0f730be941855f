import { SendCommandCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterEach, expect, it } from 'vitest';
import { Account } from '../account/account.ts';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { openSystem } from '../workloads/open-system.ts';
import { manageMachines } from './system-machines.ts';

const ROLE = 'arn:aws:iam::000000000000:role/tester';
const PLAN = {
  services: {
    shop: { type: 'ecs-pair', tasks: 2, maxTasks: 4, fullLoad: 60, host: 'web-1' },
  },
} as const;

let account: Account;
afterEach(() => account.close());

it('lets a command clean the disk under a service', async () => {
  const clock = new VirtualClock();
  account = new Account({ plane: 'model', clock, seed: 7 });
  const { users, lambda, ssm, iam, dispatcher } = account;
  iam.setStatements(ROLE, [{ actions: ['*'], resources: ['*'] }]);
  const system = await openSystem(PLAN, { users, lambda });
  manageMachines(ssm, system);
  system.begin({ kind: 'disk-full-of-logs', at: 'shop', intensity: 10 });
  await clock.advanceBy(3 * 60_000);
  const host = system.hostOf('shop');
  expect(host.usedPercent).toBeGreaterThan(70);
  const command = new SendCommandCommand({
    DocumentName: 'operate-clean-disk',
    InstanceIds: [host.instanceId],
  });
  await dispatcher.clientsFor({ arn: ROLE })(SSMClient).send(command);
  await clock.advanceBy(60_000);
  expect(host.usedPercent).toBe(50);
});
