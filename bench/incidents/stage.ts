import {
  CloudWatchClient,
  PutMetricAlarmCommand,
  type PutMetricAlarmInput,
} from '@aws-sdk/client-cloudwatch';
import { manageMachines } from '../../sandbox/ssm/system-machines.ts';
import { openSystem } from '../../sandbox/workloads/open-system.ts';
import type { System } from '../../sandbox/workloads/system.ts';
import { type AccountSetting, type Installation, install } from '../../test/flows/installation.ts';
import type { Scenario } from './labelled.ts';
import { Messages } from './messages.ts';
import { alarmInput } from './put-alarms.ts';
import { refuseCalls } from './refusals.ts';
import { register } from './registration.ts';

const MINUTE_MS = 60_000;
const UNTIL_TASKS_SERVE_MS = MINUTE_MS;
/** A deployment looks back on so many minutes; alarms alone need fewer. */
const BASELINE_MINUTES = { deployed: 16, otherwise: 5 };

/** Who is told, on channels that need no network. Nobody is quick: the first level has five minutes. */
export const ALERTING = `channels:
  - { name: mail, type: email, from: ops@example.com, to: [ada@example.org] }
  - { name: phones, type: sms, phoneNumbers: ["+49151123456"] }
policies:
  - name: default
    repeat: 0
    levels:
      - { notify: [mail], timeoutSeconds: 300 }
      - { notify: [phones], timeoutSeconds: 600 }
routes:
  - { policy: default }
`;

/** What alarms watch from a moment on, in milliseconds; in the order of the scenario's alarms. */
export interface Watched {
  readonly since: number;
  readonly inputs: readonly PutMetricAlarmInput[];
}

/** An account of its own in which one scenario can begin: the product, the system under load, its alarms. */
export interface Stage extends Installation {
  readonly scenario: Scenario;
  readonly system: System;
  /** The alarms' messages on their way. */
  readonly messages: Messages;
  /** What the alarms watched, and since when; the newest last. */
  readonly watched: readonly Watched[];
  /** Puts the alarms again, as their owner's templates do when another side of a pair has come to serve. */
  putAlarms(): Promise<void>;
}

export async function openStage(
  scenario: Scenario,
  seed: number,
  pace: NonNullable<AccountSetting['pace']> = {},
): Promise<Stage> {
  const installation = await install({}, { seed, pace });
  const { account, clock } = installation;
  account.ses.verifyIdentity('example.com');
  await installation.as('admin').set_alerting({ document: ALERTING });
  const { users, lambda } = account;
  const system = await openSystem(scenario.topology, { users, lambda, swing: scenario.swing });
  await clock.advanceBy(UNTIL_TASKS_SERVE_MS);
  for (const [service, perSecond] of Object.entries(scenario.load)) system.setLoad(service, perSecond);
  manageMachines(account.ssm, system);
  const minutes = scenario.deployment ? BASELINE_MINUTES.deployed : BASELINE_MINUTES.otherwise;
  await clock.advanceBy(minutes * MINUTE_MS);
  await register(installation, scenario, system);
  const messages = new Messages(account, scenario.delivery);
  refuseCalls(account, scenario.refusals);
  const cloudWatch = installation.context.clients(CloudWatchClient);
  const watched: Watched[] = [];
  const putAlarms = async () => {
    const inputs = scenario.alarms.map((alarm) => alarmInput(system, alarm));
    watched.push({ since: clock.now(), inputs });
    for (const input of inputs) await cloudWatch.send(new PutMetricAlarmCommand(input));
  };
  await putAlarms();
  return { ...installation, scenario, system, messages, watched, putAlarms };
}
