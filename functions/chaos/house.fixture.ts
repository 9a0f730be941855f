import { CloudWatchClient, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import type { StoredChaos } from '../../core/chaos/record.ts';
import { until } from '../../sandbox/clock/until.ts';
import { leftovers } from '../../sandbox/fis/leftovers.ts';
import { manageTasks } from '../../sandbox/fis/managed-tasks.ts';
import { STOREFRONT_VERSIONS } from '../../sandbox/samples/catalogue.ts';
import { CONTAINER_PORT } from '../../sandbox/samples/definition.ts';
import type { StorefrontOptions } from '../../sandbox/samples/storefront.ts';
import { putComplaintsAlarm } from '../../test/flows/complaints.ts';
import { install } from '../../test/flows/installation.ts';
import { pricing } from '../../test/flows/pricing.ts';
import { ENVIRONMENT } from '../../test/flows/service.ts';
import { storefront } from '../../test/flows/storefront.ts';
import { faultGroupName } from './direct/fault-group.ts';

import { readChaos } from './store.ts';

export const ALARM = 'shop-complaints';
const WITHIN_MS = 3 * 3_600_000;
/** The port of `experiments/dependency-cut.yaml`. */
const PAYMENTS = { port: 9090, timeoutMs: 100 };
const { v1 } = STOREFRONT_VERSIONS;

/** Versions that call a payment provider, and can or cannot do without it. */
export const CALLING_VERSIONS = {
  'needs-payments': { ...v1, dependency: { ...PAYMENTS, needed: true } },
  'with-fallback': { ...v1, dependency: { ...PAYMENTS, needed: false } },
};

export interface HouseSetting extends StorefrontOptions {
  readonly requestsPerSecond?: number;
  /** Whether there is a function `prices`, too. */
  readonly withFunction?: boolean;
}

/** An installation with a prepared service `shop` of three tasks, users, and an alarm that only tests set. */
export async function chaosHouse({ requestsPerSecond = 20, withFunction, ...options }: HouseSetting = {}) {
  const installation = await install();
  const { account, clock, context, as } = installation;
  const cloudWatch = context.clients(CloudWatchClient);
  const alarm = async (StateValue: 'ALARM' | 'OK') => {
    await cloudWatch.send(
      new SetAlarmStateCommand({ AlarmName: ALARM, StateValue, StateReason: 'Set by hand.' }),
    );
  };
  await putComplaintsAlarm(installation, ALARM);
  const registration = { alarms: [ALARM] };
  const shop = await storefront(installation, {
    name: 'shop',
    desiredCount: 3,
    targetTracking: false,
    requestsPerSecond,
    prepared: true,
    versions: CALLING_VERSIONS,
    registration,
    ...options,
  });
  const tags = { 'operate:service': 'shop' };
  account.users.elbv2.createTargetGroup({ name: faultGroupName('shop'), port: CONTAINER_PORT, tags });
  manageTasks(account.ssm, account.users.ecs, 'shop');
  if (withFunction) await pricing(installation, { name: 'prices', prepared: true, registration });
  await alarm('OK');
  const read = (id: string) => readChaos(context, id);
  const reach = async (id: string, ...names: StoredChaos['state']['name'][]) => {
    await until(
      clock,
      `${id} is ${names.join(' or ')}`,
      async () => [...names, 'ENDED'].includes((await read(id)).state.name),
      { every: 1_000, within: WITHIN_MS },
    );
    return read(id);
  };
  return {
    installation,
    account,
    clock,
    context,
    as,
    shop,
    alarm,
    read,
    reach,
    tasks: () => shop.tasks('blue'),
    leftovers: () => leftovers(account),
    start: async (experiment: string, more: object = {}, profile = 'developer') => {
      const input = { experiment, environment: ENVIRONMENT, service: 'shop', ...more };
      const { run } = await as(profile).run_chaos_test(input);
      return run?.experimentId ?? '';
    },
    end: async (id: string) => {
      await reach(id, 'ENDED');
      await clock.advanceBy(30_000);
      return (await as('viewer').get_chaos_test({ experimentId: id })).run;
    },
    close: () => installation.close(),
  };
}

export type ChaosHouse = Awaited<ReturnType<typeof chaosHouse>>;
