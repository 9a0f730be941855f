import type { Tally } from './likelihood.ts';
import { evidenceAbove, limitSignal, type Placed } from './limit-signal.ts';
import { sumTallies } from './minute.ts';
import { errorModel, logit } from './model.ts';
import type { JudgeConfig, Observation, ObservedObjective, ObservedSlice } from './observation.ts';
import type { Signal } from './verdict.ts';
import { eventCount } from './words.ts';

/** Whether objectives burn their error budgets too fast since the shift: limits that hold whatever the old version does. */
export function objectiveSignals({ objectives = [] }: Observation, config: JudgeConfig): Signal[] {
  return objectives.map((objective) => signalOf(objective, config));
}

/** Below its least number of bad events nothing is proved; below that of events nothing is known. */
function signalOf(objective: ObservedObjective, config: JudgeConfig): Signal {
  const { allowed, fastest, least, scope } = objective;
  const limit = allowed * fastest;
  const tallies = objective.since.map((slice) => placed(slice, objective.sliceSeconds * 1000));
  const candidate = sumTallies(tallies.map(([, tally]) => tally));
  const statistic = candidate.bad < least.bad ? 0 : evidenceAbove(errorModel(logit(limit)), tallies);
  const name = `objective ${objective.name}`;
  const signal = limitSignal(
    { name, limit, statistic, candidate, baseline: tallyOf(objective.before) },
    config,
  );
  const share = signal.effect.candidateShare;
  const known = { ...signal, burn: { scope, fastest, rate: share === null ? null : share / allowed } };
  if (candidate.trials > 0 && candidate.trials >= least.total) return known;
  return { ...known, decision: 'NO_DATA', unseen: objective.unseen ?? tooFew(name, candidate, least.total) };
}

function tooFew(name: string, { trials }: Tally, least: number): string {
  return `${name}: ${eventCount(trials)} events were counted since the shift, and fewer than ${Math.max(least, 1)} prove nothing.`;
}

function placed(slice: ObservedSlice, period: number): Placed {
  return [Math.round(slice.start / period), tallyOf(slice)];
}

function tallyOf({ bad, total }: { readonly bad: number; readonly total: number }): Tally {
  return { bad, trials: total };
}
