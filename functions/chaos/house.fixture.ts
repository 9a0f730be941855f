import { CloudWatchClient, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import type { StoredChaos } from '../../core/chaos/record.ts';
import { until } from '../../sandbox/clock/until.ts';
import type { StorefrontOptions } from '../../sandbox/samples/storefront.ts';
import { putComplaintsAlarm } from '../../test/flows/complaints.ts';
import { install } from '../../test/flows/installation.ts';
import { ENVIRONMENT } from '../../test/flows/service.ts';
import { storefront } from '../../test/flows/storefront.ts';
import { readChaos } from './store.ts';

export const ALARM = 'shop-complaints';
const WITHIN_MS = 3 * 3_600_000;

export interface HouseSetting extends StorefrontOptions {
  readonly requestsPerSecond?: number;
}

/** An installation with a service `shop` of three tasks, users, and an alarm that only tests set. */
export async function chaosHouse({ requestsPerSecond = 20, ...options }: HouseSetting = {}) {
  const installation = await install();
  const { account, clock, context, as } = installation;
  const cloudWatch = context.clients(CloudWatchClient);
  const alarm = async (StateValue: 'ALARM' | 'OK') => {
    await cloudWatch.send(
      new SetAlarmStateCommand({ AlarmName: ALARM, StateValue, StateReason: 'Set by hand.' }),
    );
  };
  await putComplaintsAlarm(installation, ALARM);
  const shop = await storefront(installation, {
    name: 'shop',
    desiredCount: 3,
    targetTracking: false,
    requestsPerSecond,
    registration: { alarms: [ALARM] },
    ...options,
  });
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
    /** Whatever a run could have left behind. */
    leftovers: () => [
      ...account.fis.live.map(({ id }) => `experiment ${id}`),
      ...[...account.fis.templates.keys()].map((id) => `template ${id}`),
      ...account.users.ecs
        .services()
        .flatMap((service) => service.tasks)
        .filter(({ process }) => process?.strain !== undefined)
        .map(({ id }) => `a disturbed task ${id}`),
      ...account.scheduler
        .snapshot()
        .schedules.map(({ name }) => name)
        .filter((name) => name.startsWith('deadman-exp-')),
    ],
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
