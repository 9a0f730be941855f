import type { StoredRun } from '../../../core/runbook/run.ts';
import { toFullMinute } from '../bench.ts';
import { breakCall } from '../break.ts';
import { SURVIVED } from '../effect.ts';
import type { Outcome } from '../outcome.ts';
import { type RecordedCall, record } from '../recording.ts';
import { seedOf } from '../seed.ts';
import { idOf, type RunCase } from './case.ts';
import { countChanges } from './changes.ts';
import { closeIncident, forgetEarlierRuns, openIncident } from './fresh.ts';
import type { Journey } from './journey.ts';
import { JOURNEYS, type JourneyName } from './journeys.ts';
import { begin, quiet, throughout } from './play.ts';
import { scopeOf } from './scope.ts';
import type { Targets } from './targets.ts';
import { verify } from './verify.ts';

interface Observed {
  readonly violations: readonly string[];
  readonly chain: readonly StoredRun[];
}

const SETTLED_MS = 30_000;

/**
 * Lets a journey take its way and answers everything that did not hold.
 * @param begun called right before a run is asked for
 * @param over called when nothing of it is left to happen
 */
async function observe(
  targets: Targets,
  name: JourneyName,
  begun: () => void,
  over: () => void,
): Promise<Observed> {
  const journey: Journey = JOURNEYS[name];
  const { bench } = targets;
  await targets.reset();
  await forgetEarlierRuns(bench, journey);
  await journey.prepare?.(targets);
  await targets.alarms(journey.alarm ?? 'OK');
  await toFullMinute(bench);
  const key = `${name}:${bench.clock.now()}`;
  const incidentId = journey.incident ? await openIncident(bench, journey) : undefined;
  bench.reseed(seedOf(name));
  const before = targets.layout();
  const mails = bench.account.ses.sent.length;
  const changes = countChanges(bench);
  begun();
  try {
    const happened = () => [...changes.counts.values()].some((count) => count > 0);
    const first = await begin(targets, journey, key, incidentId);
    const chain = await throughout(targets, journey, first, happened);
    const left = await quiet(targets, journey);
    over();
    await bench.clock.advanceBy(SETTLED_MS);
    const ended = { journey, before, mails, chain, changes: changes.counts };
    const broken = await verify(targets, { ...ended, ...(incidentId !== undefined && { incidentId }) });
    return { violations: [...left, ...broken], chain };
  } finally {
    changes.end();
    over();
    if (incidentId !== undefined) await closeIncident(bench, incidentId);
  }
}

/** @example 'SUCCEEDED after 1 hold' */
function endOf(chain: readonly StoredRun[]): string {
  const holds = chain.length - 1;
  return `${chain.at(-1)?.state.name}${holds === 0 ? '' : ` after ${holds} hold${holds === 1 ? '' : 's'}`}`;
}

/** A journey on which nothing is broken: its calls, and what does not hold even so. */
export async function rehearse(
  targets: Targets,
  name: JourneyName,
): Promise<{ calls: readonly RecordedCall[]; violations: readonly string[]; ended: string }> {
  let stop: () => readonly RecordedCall[] = () => [];
  let calls: readonly RecordedCall[] = [];
  const { violations, chain } = await observe(
    targets,
    name,
    () => {
      stop = record(targets.bench, scopeOf(targets.bench, JOURNEYS[name]));
    },
    () => {
      calls = stop();
    },
  );
  const journey: Journey = JOURNEYS[name];
  const ended = endOf(chain);
  const wrong = isUndisturbed(journey, chain) ? [] : [`it ended ${ended}`];
  return { calls, violations: [...violations, ...wrong], ended };
}

function isUndisturbed({ ends, holds = 0 }: Journey, chain: readonly StoredRun[]): boolean {
  return chain.at(-1)?.state.name === ends && chain.length - 1 === holds;
}

/** Functions of the tools whose calls are made once, whatever becomes of them. */
const ONCE = /^(machine-runbook-.+|restart-service|run-command|call-aws|events|gateway)$/;

/** Whether a run may have ended like that after what befell it. */
function isPossible({ journey: name, call, effect }: RunCase, chain: readonly StoredRun[]): boolean {
  const journey: Journey = JOURNEYS[name];
  const last = chain.at(-1)?.state.name ?? '';
  const holds = chain.length - 1 - (journey.holds ?? 0);
  if (SURVIVED.includes(effect)) {
    // What may have happened is not repeated without a person, who finds out and has it go on.
    const mayHold = journey.runbook.onFailure === 'hold' && ONCE.test(call.principal);
    return last === journey.ends && (holds === 0 || (mayHold && holds === 1));
  }
  if (last === journey.ends || last === 'FAILED') return true;
  // Nobody could be asked, or nobody was heard.
  return (
    effect === 'outage' && (last === 'REFUSED' || (last === 'SUCCEEDED' && journey.decide !== undefined))
  );
}

/** A journey with a fault at one of its calls. */
export async function runCase(targets: Targets, one: RunCase): Promise<Outcome> {
  const { bench } = targets;
  let broken = { met: () => false, mend: () => {} };
  const { violations, chain } = await observe(
    targets,
    one.journey,
    () => {
      broken = breakCall(bench, scopeOf(bench, JOURNEYS[one.journey]), one);
    },
    () => broken.mend(),
  );
  const ended = endOf(chain);
  const wrong = isPossible(one, chain) ? [] : [`it ended ${ended}`];
  return { id: idOf(one), violations: [...violations, ...wrong], met: broken.met(), ended };
}
