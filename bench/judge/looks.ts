import type { Tally } from '../../core/judge/likelihood.ts';
import { errorTally, latencyTally, type Minute } from '../../core/judge/minute.ts';
import { errorModel, latencyModel, type Model } from '../../core/judge/model.ts';
import { JUDGE_DEFAULTS, type Observation } from '../../core/judge/observation.ts';
import { SignalEvidence } from '../../core/judge/signal-evidence.ts';
import { logSumExp } from '../../core/judge/special-functions.ts';
import { boundaryOf, signalWeights } from '../../core/judge/tolerance.ts';

const MINUTE = 60_000;

interface Stream {
  readonly weight: number;
  readonly tallyOf: (minute: Minute) => Tally | null;
  readonly evidence: SignalEvidence;
}

/**
 * The minute at which the comparison first rolls back when it looks at every minute, or null. The same evidence
 * as `judge`, kept between looks instead of computed anew, so that thousands of rollouts can be simulated.
 */
export function firstRollback({ baseline, candidate, limits, comparison }: Observation): number | null {
  const streams = streamsOf(
    limits.map(({ name }) => name),
    comparison,
    candidate.length,
  );
  const bound = -Math.log(JUDGE_DEFAULTS.alpha);
  const history = baseline.length - candidate.length;
  for (const [at, old] of baseline.entries()) {
    const fresh = candidate[at - history];
    for (const stream of streams) see(stream, old, fresh);
    if (!fresh) continue;
    const seen = at - history + 1;
    const isOver = seen === candidate.length;
    const parts = streams.map(
      ({ weight, evidence }) => Math.log(weight) + evidence.evidence(isOver).logEvidence,
    );
    if (logSumExp(parts) >= bound) return seen;
  }
  return null;
}

function streamsOf(limits: readonly string[], comparison: Observation['comparison'], endMinute: number) {
  const weights = signalWeights(limits.length, 0);
  const errors = errorModel(boundaryOf(JUDGE_DEFAULTS.tolerance, comparison));
  const latency = latencyModel(boundaryOf(JUDGE_DEFAULTS.latencyTolerance, comparison));
  const stream = (model: Model, weight: number, tallyOf: Stream['tallyOf']): Stream => ({
    weight,
    tallyOf,
    evidence: new SignalEvidence(model, JUDGE_DEFAULTS.alpha * weight, { endMinute, steps: 1 }),
  });
  return [
    stream(errors, weights.errors, (minute) => errorTally(minute, JUDGE_DEFAULTS.unhealthyHostWeight)),
    ...limits.map((name) => stream(latency, weights.latency, (minute) => latencyTally(minute, name))),
  ];
}

function see({ evidence, tallyOf }: Stream, old: Minute, fresh: Minute | undefined): void {
  const baseline = tallyOf(old);
  if (!baseline) return;
  evidence.seeBaseline({ minute: old.start / MINUTE, tally: baseline });
  const candidate = fresh && tallyOf(fresh);
  if (fresh && candidate) evidence.seePair(fresh.start / MINUTE, candidate, baseline);
}
