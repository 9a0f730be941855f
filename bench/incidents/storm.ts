import type { RunningFault } from '../../sandbox/workloads/fault.ts';
import { rounded } from '../statistics.ts';
import { Deeds } from './deeds.ts';
import { Dice } from './dice.ts';
import { knownRunbooks } from './runbooks.ts';
import { openStage, type Stage } from './stage.ts';
import { stormScenario } from './storm-scenario.ts';
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
  /** Runs of runbooks. */
  readonly runs: number;
  /** Changes of what users own, as the account saw them. */
  readonly changes: number;
  /** Those beyond the first of a kind at each place: one is enough for what is wrong there. */
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

const MINUTE_MS = 60_000;
const STEP_MS = 10_000;
const REPEATED_SHARE = 0.2;
/** Hardly anybody calls the services: what their tasks do need not be looked at every second. */
const USERS_STEP_MS = 10_000;
/** The last alarm has to have fired, and its message to be worked off, so long after the last fault. */
const WORKED_OFF_MINUTES = 15;
/** For so long runbooks have time to act before the faults end by themselves, and what is well to be verified after. */
const ACTED_MINUTES = 15;
const VERIFIED_MINUTES = 20;

/**
 * Lets services go wrong one after the other, each seen by many alarms, whose messages come through EventBridge and
 * the queue once or twice and in disorder. Runbooks may act; in the end the faults are over.
 */
export async function measureStorm(seed: number, signals: number): Promise<StormResult> {
  const stage = await openStage(stormScenario(seed, signals), seed, { stepMs: USERS_STEP_MS });
  try {
    await trust(stage, await knownRunbooks(stage), stage.scenario.autonomy);
    await untilWatched(stage);
    return await measure(stage, new Dice(seed));
  } finally {
    await stage.account.close();
  }
}

/** Alarms say at first that all is well; that is not yet the storm. */
async function untilWatched({ account, clock }: Stage): Promise<void> {
  const heardAgain = account.eventBridge.deliveries.lose(
    ({ event }) => event['detail-type'] === 'CloudWatch Alarm State Change',
  );
  await clock.advanceBy(2 * MINUTE_MS);
  heardAgain();
}

async function measure(stage: Stage, dice: Dice): Promise<StormResult> {
  const { account, clock, scenario, system } = stage;
  const deeds = new Deeds(stage, system);
  const writes = new Writes(stage, 'ingest_signals');
  const repeats = repeatSome(stage, dice);
  const startedAt = clock.now();
  const before = process.threadCpuUsage();
  const endFaults = await stormed(stage);
  const { user, system: kernel } = process.threadCpuUsage(before);
  const sent = stage.messages.sent.filter(({ at }) => at >= startedAt);
  const signals = scenario.alarms.length;
  const seconds = (clock.now() - (sent[0]?.at ?? startedAt)) / 1_000;
  const { itemsWritten, transactions } = writes;
  const repeated = repeats.count;
  const incidents = await incidentsOf(stage);
  const notices = account.ses.sent.filter(({ subject }) => subject.startsWith('Opened')).length;
  await clock.advanceBy(ACTED_MINUTES * MINUTE_MS);
  endFaults();
  await clock.advanceBy(VERIFIED_MINUTES * MINUTE_MS);
  const ended = await incidentsOf(stage);
  const members = incidents.reduce((sum, incident) => sum + incident.signals, 0);
  const { letters } = await stage.as('operator').list_dead_letters({ limit: 25 });
  const places = new Set(deeds.done.map(({ target, call }) => `${call} ${target}`));
  return {
    signals,
    repeated,
    lost: signals - members,
    incidents: incidents.length,
    causes: scenario.faults.length,
    notices,
    doubleNotices: Math.max(0, notices - incidents.length),
    runs: await runsOf(stage, ended),
    changes: deeds.done.length,
    doubleChanges: deeds.done.length - places.size,
    resolved: ended.filter(({ state }) => state === 'RESOLVED').length,
    deadLetters: letters.length,
    itemsWritten,
    writesPerSignal: rounded(itemsWritten / signals, 3),
    transactions,
    signalsPerCpuSecond: Math.round((sent.length + repeated) / ((user + kernel) / 1e6)),
    seconds,
  };
}

/** Tells a share of all messages of alarms twice from now on, and counts them. */
function repeatSome({ account }: Stage, dice: Dice): { count: number } {
  const repeats = { count: 0 };
  account.eventBridge.deliveries.duplicate(({ event }) => {
    const isRepeated =
      event['detail-type'] === 'CloudWatch Alarm State Change' && dice.chance(REPEATED_SHARE);
    repeats.count += Number(isRepeated);
    return isRepeated;
  });
  return repeats;
}

/** Begins the faults, and comes back with their end when every alarm has fired and the queue is worked off. */
async function stormed(stage: Stage): Promise<() => void> {
  const { account, clock, product, scenario, system } = stage;
  const queue = product.manifest.queues.find(({ trigger }) => trigger === 'signals');
  if (queue === undefined) throw new Error('The product has no queue of signals.');
  const startedAt = clock.now();
  const running: RunningFault[] = [];
  for (const { afterMinutes, kind, at, intensity } of scenario.faults) {
    await clock.advanceBy(startedAt + afterMinutes * MINUTE_MS - clock.now());
    running.push(system.begin({ kind, at, intensity }));
  }
  const latest = clock.now() + WORKED_OFF_MINUTES * MINUTE_MS;
  const pass = async () => {
    if (clock.now() > latest) throw new Error('Not every alarm fired, or the queue was not worked off.');
    await clock.advanceBy(STEP_MS);
  };
  while (stage.messages.fired(startedAt).size < scenario.alarms.length) await pass();
  // Longer than a message may be late: whatever was sent is in the queue by then.
  do await pass();
  while (account.sqs.messages(queue.name).length > 0);
  return () => {
    for (const fault of running) fault.end();
  };
}

async function incidentsOf({ as }: Stage) {
  const { incidents } = await as('viewer').list_incidents({ limit: 100 });
  return incidents;
}

async function runsOf({ as }: Stage, incidents: readonly { readonly incidentId: string }[]): Promise<number> {
  const told = await Promise.all(
    incidents.map(({ incidentId }) => as('viewer').get_incident({ incidentId })),
  );
  return told.reduce((sum, { runs }) => sum + runs.length, 0);
}
