import { CloudWatchClient, PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { openSystem } from '../../sandbox/workloads/open-system.ts';
import type { System } from '../../sandbox/workloads/system.ts';
import { type Installation, install } from '../../test/flows/installation.ts';
import { rounded } from '../statistics.ts';
import { Deeds } from './deeds.ts';
import { Dice } from './dice.ts';
import { loadLibrary } from './load.ts';
import { register } from './registration.ts';
import { ENVIRONMENT } from './resolve.ts';
import { knownRunbooks } from './runbooks.ts';
import { ALERTING } from './stage.ts';
import type { Topology } from './topology.ts';
import { trust } from './trust.ts';
import { Writes } from './writes.ts';

/** What came of a storm of signals. */
export interface StormResult {
  readonly signals: number;
  /** Messages that told the same once more. */
  readonly repeated: number;
  /** Signals that no incident has as a member. */
  readonly lost: number;
  readonly incidents: number;
  /** Groups of services that have to do with each other: what the signals come from. */
  readonly causes: number;
  /** Notices of an incident's beginning beyond one for each incident. */
  readonly doubleNotices: number;
  readonly notices: number;
  /** Runs of runbooks, and changes that were made, beyond one for each service. */
  readonly runs: number;
  readonly changes: number;
  readonly doubleChanges: number;
  /** Incidents that were resolved once every signal was well again. */
  readonly resolved: number;
  readonly deadLetters: number;
  readonly itemsWritten: number;
  readonly writesPerSignal: number;
  readonly transactions: number;
  /** By the CPU time of this thread, the sandbox's own work included. */
  readonly signalsPerCpuSecond: number;
  /** Sandbox seconds from the first signal until the queue was worked off. */
  readonly seconds: number;
}

/** Five causes: one service that twelve others ask, a pair of services, and three that stand alone. */
const TOPOLOGIES = ['wide', 'payments', 'islands'];
const CAUSES = 5;
const REPEATED_SHARE = 0.2;
/** Sandbox time in which all signals come, and steps of it. */
const STORM_SECONDS = 120;
const SETTLE_MS = 180_000;
/** Nobody calls the services: what their tasks do need not be looked at every second. */
const USERS_STEP_MS = 10_000;
const VERIFIED_MS = 10 * 60_000;

/** Sends signals of alarms through EventBridge and the queue, each once or twice and in disorder, then that all is well. */
export async function measureStorm(seed: number, signals: number): Promise<StormResult> {
  const installation = await install({}, { seed, pace: { stepMs: USERS_STEP_MS } });
  const { account, clock } = installation;
  try {
    account.ses.verifyIdentity('example.com');
    await installation.as('admin').set_alerting({ document: ALERTING });
    const topology = joined();
    const { users, lambda } = account;
    const system = await openSystem(topology, { users, lambda });
    await clock.advanceBy(60_000);
    await register(installation, { topology }, system);
    await trust(installation, await knownRunbooks(installation), 'act');
    const dice = new Dice(seed);
    // Nobody promises that what is the cause fires first.
    const services = dice.shuffled(Object.keys(topology.services));
    const names = await putAlarms(installation, services, signals);
    return await measure(installation, system, names, dice);
  } finally {
    await account.close();
  }
}

function joined(): Topology {
  const { topologies } = loadLibrary();
  const chosen = TOPOLOGIES.map((name) => topologies[name]).filter((one) => one !== undefined);
  const all = chosen.map(({ services, providers }) => ({ services, providers }));
  return {
    words: 'Several at once.',
    services: Object.assign({}, ...all.map(({ services }) => services)),
    databases: {},
    providers: Object.assign({}, ...all.map(({ providers }) => providers)),
    queues: {},
    entries: {},
  };
}

/** Alarms on metrics of their own that never have data: they say what they are told to say. */
async function putAlarms({ context }: Installation, services: readonly string[], count: number) {
  const cloudWatch = context.clients(CloudWatchClient);
  const names = Array.from({ length: count }, (_, index) => `storm-${index}`);
  for (const [index, AlarmName] of names.entries()) {
    const service = services[index % services.length] ?? '';
    const tags = {
      'operate:service': service,
      'operate:environment': ENVIRONMENT,
      'operate:severity': 'high',
    };
    await cloudWatch.send(
      new PutMetricAlarmCommand({
        AlarmName,
        Namespace: 'AWS/ECS',
        MetricName: 'CPUUtilization',
        Dimensions: [{ Name: 'ServiceName', Value: AlarmName }],
        Statistic: 'Average',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 80,
        ComparisonOperator: 'GreaterThanThreshold',
        TreatMissingData: 'ignore',
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
  }
  return names;
}

async function measure(
  installation: Installation,
  system: System,
  names: readonly string[],
  dice: Dice,
): Promise<StormResult> {
  const { account, clock } = installation;
  const deeds = new Deeds(installation, system);
  const writes = new Writes(installation, 'ingest_signals');
  let repeated = 0;
  account.eventBridge.deliveries.scatter(
    () => true,
    1,
    () => dice.between(0, 5_000),
  );
  account.eventBridge.deliveries.duplicate(({ event }) => {
    const isRepeated =
      event['detail-type'] === 'CloudWatch Alarm State Change' && dice.chance(REPEATED_SHARE);
    repeated += Number(isRepeated);
    return isRepeated;
  });
  const startedAt = clock.now();
  const before = process.threadCpuUsage();
  await say(installation, names, 'ALARM');
  await untilWorkedOff(installation);
  const { user, system: kernel } = process.threadCpuUsage(before);
  const seconds = (clock.now() - startedAt) / 1_000;
  const { itemsWritten, transactions } = writes;
  const messages = names.length + repeated;
  const told = repeated;
  const incidents = await incidentsOf(installation);
  const notices = account.ses.sent.filter(({ subject }) => subject.startsWith('Opened')).length;
  await say(installation, names, 'OK');
  await clock.advanceBy(SETTLE_MS + VERIFIED_MS);
  const ended = await incidentsOf(installation);
  const members = incidents.reduce((sum, { signals }) => sum + signals, 0);
  const runs = await runsOf(installation, ended);
  const { letters } = await installation.as('operator').list_dead_letters({ limit: 25 });
  const places = new Set(deeds.done.map(({ target, tool }) => `${tool} ${target}`));
  return {
    signals: names.length,
    repeated: told,
    lost: names.length - members,
    incidents: incidents.length,
    causes: CAUSES,
    notices,
    doubleNotices: Math.max(0, notices - incidents.length),
    runs,
    changes: deeds.done.length,
    doubleChanges: deeds.done.length - places.size,
    resolved: ended.filter(({ state }) => state === 'RESOLVED').length,
    deadLetters: letters.length,
    itemsWritten,
    writesPerSignal: rounded(itemsWritten / names.length, 3),
    transactions,
    signalsPerCpuSecond: Math.round(messages / ((user + kernel) / 1e6)),
    seconds,
  };
}

/** Sets all alarms within the storm's time, in the order of their names: services take turns. */
async function say(
  { context, clock }: Installation,
  names: readonly string[],
  StateValue: 'ALARM' | 'OK',
): Promise<void> {
  const cloudWatch = context.clients(CloudWatchClient);
  const perSecond = Math.ceil(names.length / STORM_SECONDS);
  for (let first = 0; first < names.length; first += perSecond) {
    for (const AlarmName of names.slice(first, first + perSecond))
      await cloudWatch.send(
        new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: `Threshold Crossed: ${StateValue}.` }),
      );
    await clock.advanceBy(1_000);
  }
}

async function untilWorkedOff({ account, clock, product }: Installation): Promise<void> {
  const queue = product.manifest.queues.find(({ trigger }) => trigger === 'signals');
  if (queue === undefined) throw new Error('The product has no queue of signals.');
  do await clock.advanceBy(10_000);
  while (account.sqs.messages(queue.name).length > 0);
}

async function incidentsOf(installation: Installation) {
  const { incidents } = await installation.as('viewer').list_incidents({ limit: 100 });
  return incidents;
}

async function runsOf(
  installation: Installation,
  incidents: readonly { readonly incidentId: string }[],
): Promise<number> {
  const viewer = installation.as('viewer');
  const told = await Promise.all(incidents.map(({ incidentId }) => viewer.get_incident({ incidentId })));
  return told.reduce((sum, { runs }) => sum + runs.length, 0);
}
