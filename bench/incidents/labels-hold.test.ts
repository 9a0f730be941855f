import { CloudWatchClient, DescribeAlarmsCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { Account } from '../../sandbox/account/account.ts';
import { VirtualClock } from '../../sandbox/clock/virtual-clock.ts';
import { openSystem } from '../../sandbox/workloads/open-system.ts';
import type { System } from '../../sandbox/workloads/system.ts';
import type { Scenario } from './labelled.ts';
import { loadScenarios } from './load.ts';
import { alarmInput } from './put-alarms.ts';

const MINUTE = 60_000;
const OWNER = { arn: 'arn:aws:iam::000000000000:role/owner' };
const scenarios = loadScenarios();

function scenario(id: string): Scenario {
  const found = scenarios.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no scenario ${id}.`);
  return found;
}

/** Plays a scenario without the product: alarms come and go, and somebody mends it when it is told how. */
async function played(of: Scenario, mend?: { atMinute: number; how: (system: System) => void }) {
  const clock = new VirtualClock(Date.UTC(2026, 0, 5));
  const account = new Account({ plane: 'model', clock, seed: 3 });
  account.iam.setStatements(OWNER.arn, [{ actions: ['cloudwatch:*'], resources: ['*'] }]);
  const cloudWatch = account.dispatcher.clientsFor(OWNER)(CloudWatchClient);
  const { users, lambda } = account;
  const system = await openSystem(of.topology, { users, lambda, swing: of.swing });
  await clock.advanceBy(MINUTE);
  for (const [service, perSecond] of Object.entries(of.load)) system.setLoad(service, perSecond);
  await clock.advanceBy(2 * MINUTE);
  for (const alarm of of.alarms) await cloudWatch.send(new PutMetricAlarmCommand(alarmInput(system, alarm)));
  const changes: string[] = [];
  const states = new Map<string, string>();
  for (let minute = 0; minute < of.minutes; minute += 1) {
    for (const { afterMinutes, forMinutes, ...fault } of of.faults) {
      if (afterMinutes === minute) system.begin(fault);
      if (forMinutes !== undefined) throw new Error('Only faults without an end are played here.');
    }
    if (minute === mend?.atMinute) mend.how(system);
    await clock.advanceBy(MINUTE);
    const { MetricAlarms = [] } = await cloudWatch.send(new DescribeAlarmsCommand({}));
    for (const { AlarmName = '', StateValue = '' } of MetricAlarms) {
      if (states.get(AlarmName) !== StateValue) changes.push(`${AlarmName} ${StateValue}`);
      states.set(AlarmName, StateValue);
    }
  }
  const fired = of.alarms.map(({ id }) => id).filter((id) => changes.includes(`${id} ALARM`));
  const firing = fired.filter((id) => states.get(id) === 'ALARM');
  const changed = (id: string) => changes.filter((change) => change.startsWith(`${id} `)).length;
  await account.close();
  return { fired, firing, changed };
}

function restart(system: System, name: string): void {
  const { store, serving } = system.pair(name);
  const { serviceName } = store.sides[serving];
  system.users.ecs.updateService(store.cluster, serviceName, { forceNewDeployment: true });
}

describe('the labels hold in the sandbox', () => {
  it.each(['quiet-day', 'small-burst', 'certificate-not-yet-due'])('nothing fires in %s', async (id) => {
    expect((await played({ ...scenario(id), minutes: 25 })).fired).toEqual([]);
  });

  it.each([
    'hung-tasks',
    'disk-full-of-logs',
    'database-with-long-queries',
    'throttled-function-behind-the-shop',
    'fixable-and-not',
    'storm-of-errors',
  ])('what is labelled fires and nothing else in %s, and it stays so when nobody acts', async (id) => {
    const of = scenario(id);
    const { fired, firing } = await played({ ...of, minutes: 25 });
    expect(fired).toEqual(firing);
    const labelled = of.labels.flatMap(({ alarms }) => alarms);
    expect(fired.filter((alarm) => !labelled.includes(alarm))).toEqual([]);
    for (const { alarms } of of.labels) expect(alarms.some((alarm) => fired.includes(alarm))).toBe(true);
  });

  it('an alarm flaps where it says so', async () => {
    const { changed } = await played(scenario('flapping-cpu'));
    expect(changed('storefront-cpu')).toBeGreaterThan(10);
  });

  it.each<readonly [string, (system: System) => void]>([
    ['cpu-burn-slows-the-caller', (system) => restart(system, 'cart')],
    ['internal-dependency-down', (system) => restart(system, 'payments')],
    ['disk-full-of-logs-early', (system) => void system.hostOf('reports').clean()],
    ['throttled-function', (system) => system.lambda.reserveConcurrency('pricing', 20)],
    ['backlog-of-a-stuck-consumer', (system) => restart(system, 'fulfilment')],
  ])('what is allowed clears the alarms of %s', async (id, how) => {
    const { fired, firing } = await played(scenario(id), { atMinute: 22, how });
    expect(fired.length).toBeGreaterThan(0);
    expect(firing).toEqual([]);
  });

  it.each<readonly [string, (system: System) => void]>([
    ['disk-full-of-data', (system) => void system.hostOf('storefront').clean()],
    ['internal-dependency-down', (system) => restart(system, 'checkout')],
    ['alarm-that-never-clears', (system) => restart(system, 'storefront')],
  ])('what is labelled as no remedy does not clear the alarms of %s', async (id, how) => {
    const { fired, firing } = await played(scenario(id), { atMinute: 22, how });
    expect(fired.length).toBeGreaterThan(0);
    expect(firing).toEqual(fired);
  });
});
