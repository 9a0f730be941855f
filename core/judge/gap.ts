import type { Arms } from './arms.ts';
import type { Comparison } from './comparison.ts';
import { errorTally, requestsIn } from './minute.ts';
import type { JudgeConfig, NoDataPolicy, Observation } from './observation.ts';
import { secondsSeen } from './phase.ts';
import type { Missing, Reason, ReasonCode, Signal } from './verdict.ts';
import { percent, significant, times } from './words.ts';

/** Something without which this step cannot pass. */
export interface Gap {
  readonly reason: Reason;
  readonly missing: Missing;
  /** The user asked that this lack counts against the version. */
  readonly fails: boolean;
  /** Waiting until the bake ends will not close it, as far as can be seen. */
  readonly stays: boolean;
}

export interface Judged {
  readonly observation: Observation;
  readonly config: JudgeConfig;
  readonly arms: Arms;
  readonly comparison: Comparison;
  readonly absolute: readonly Signal[];
}

export function gapsOf(judged: Judged): Gap[] {
  return [
    ...floorGap(judged),
    ...silenceGap(judged),
    ...comparisonGap(judged),
    ...latencyGaps(judged),
    ...customGaps(judged),
    ...limitGaps(judged),
    ...suspectGaps(judged),
  ];
}

function floorGap({ arms, config }: Judged): Gap[] {
  const floor = Math.max(1, config.minRequests);
  const seen = requestsIn(arms.candidateStep);
  if (seen >= floor) return [];
  const needed = needOf(floor - seen, arms, config);
  const words = `The metrics published so far show ${seen} of the ${floor} requests that this step needs of the candidate.`;
  const left = (config.times.bakeEndsAt - config.times.now) / 1000 + config.metricMarginSeconds;
  return [
    {
      reason: { code: seen === 0 ? 'NO_DATA' : 'BELOW_SAMPLE_FLOOR', words },
      missing: { what: 'requests to the candidate', ...needed },
      fails: seen === 0 && config.noData.traffic === 'fail',
      stays: needed.secondsNeeded === undefined || needed.secondsNeeded > left,
    },
  ];
}

/** Fewer requests than this may be chance: a minute expected to hold five is empty once in 150. */
const EXPECTED_REQUESTS = 5;
const RECENT_MINUTES = 3;

/** The candidate has fallen silent: minutes without data in which its share of the traffic should have been seen. */
function silenceGap({ arms, config, observation }: Judged): Gap[] {
  if (observation.comparison === 'historical') return [];
  const share = requestsIn(arms.candidateStep) / requestsIn(arms.baselineStep);
  const byStart = new Map(arms.candidateStep.map((minute) => [minute.start, minute]));
  const silent = arms.baselineStep.slice(-RECENT_MINUTES).filter((minute) => {
    const candidate = byStart.get(minute.start);
    const absent = candidate === undefined || errorTally(candidate, config.unhealthyHostWeight) === null;
    return absent && (minute.requests ?? 0) * share >= EXPECTED_REQUESTS;
  });
  if (silent.length === 0) return [];
  return [
    gap('NO_DATA', 'metrics of the candidate', {
      words: `The candidate reported nothing in ${silent.length} of the last ${RECENT_MINUTES} minutes while the baseline had traffic.`,
      fails: config.noData.traffic === 'fail',
    }),
  ];
}

function comparisonGap({ comparison, observation, absolute }: Judged): Gap[] {
  const errors = comparison.signals.find(({ name }) => name === 'errors');
  if (errors?.decision !== 'NO_DATA') return [];
  if (observation.comparison === 'historical' && absolute.length > 0) return [];
  const words = 'There is no minute in which both versions had traffic, so they cannot be compared.';
  return [gap('NO_COMPARISON', 'minutes with traffic to both versions', { words, fails: false })];
}

function latencyGaps({ comparison, config }: Judged): Gap[] {
  const silent = comparison.signals.filter(
    ({ name, decision }) => name.startsWith('latency above ') && decision === 'NO_DATA',
  );
  return silent.flatMap(({ name }) => policyGap(name, config.noData.latency));
}

function customGaps({ comparison, observation }: Judged): Gap[] {
  const silent = (observation.custom ?? []).filter((metric) =>
    comparison.signals.some(({ name, decision }) => name === metric.name && decision === 'NO_DATA'),
  );
  return silent.flatMap(({ name, noData }) => policyGap(name, noData));
}

function policyGap(
  name: string,
  policy: NoDataPolicy,
  words = `There is too little data for "${name}".`,
): Gap[] {
  if (policy === 'ignore') return [];
  return [gap('NO_DATA', name, { words, fails: policy === 'fail' })];
}

function limitGaps({ absolute, arms, config }: Judged): Gap[] {
  return absolute.flatMap((signal) => {
    if (signal.decision === 'NO_DATA') return policyGap(signal.name, 'insufficient', signal.unseen);
    if (signal.decision !== 'UNDECIDED') return [];
    const limit = percent(signal.limit?.share ?? null);
    const share = percent(signal.effect.candidateShare);
    if (breaksForBoth(signal)) {
      const words = `${signal.name}: ${share} is above the limit of ${limit}, and the old version is no better: a person must decide.`;
      return [gap('BOTH_EXCEED_LIMIT', 'a decision by a person', { words, fails: false })];
    }
    const words = `${signal.name}: ${share} is above the limit of ${limit}, but the sample does not prove it.`;
    return [undecided('LIMIT_UNDECIDED', words, signal, arms, config)];
  });
}

function breaksForBoth({ effect, limit }: Signal): boolean {
  const old = effect.baselineShare ?? 0;
  return limit !== undefined && old > limit.share && (effect.candidateShare ?? 1) <= old;
}

function suspectGaps({ comparison, arms, config }: Judged): Gap[] {
  return comparison.signals
    .filter(({ decision }) => decision === 'SUSPECT' || decision === 'WORSE')
    .map((signal) => {
      const { effect, statistic, bound } = signal;
      const words = `${signal.name}: ${percent(effect.candidateShare)} against ${percent(effect.baselineShare)} (${times(effect.ratio)}) looks worse, with evidence ${significant(statistic)} of ${significant(bound)}.`;
      return undecided('SUSPECT', words, signal, arms, config);
    });
}

/** Evidence grows in proportion to the sample: what is needed follows from what there is. */
function undecided(
  code: ReasonCode,
  words: string,
  { statistic, bound }: Signal,
  arms: Arms,
  config: JudgeConfig,
): Gap {
  const seen = requestsIn(arms.candidateStep);
  const growth = statistic > 0 ? Math.max(0, bound / statistic - 1) : 1;
  const missing = { what: 'a larger sample', ...needOf(Math.ceil(seen * growth), arms, config) };
  return { reason: { code, words }, missing, fails: false, stays: false };
}

function gap(code: ReasonCode, what: string, { words, fails }: { words: string; fails: boolean }): Gap {
  return { reason: { code, words }, missing: { what }, fails, stays: false };
}

/** What is needed, and how long that takes at the traffic seen so far; no time where none was seen. */
function needOf(
  requestsNeeded: number,
  arms: Arms,
  config: JudgeConfig,
): { requestsNeeded: number; secondsNeeded?: number } {
  const seen = requestsIn(arms.candidateStep);
  if (seen === 0) return { requestsNeeded };
  return { requestsNeeded, secondsNeeded: Math.ceil((requestsNeeded * secondsSeen(arms, config)) / seen) };
}
