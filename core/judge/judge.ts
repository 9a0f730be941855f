import { absoluteSignals } from './absolute-signals.ts';
import { knownAlarms, reasonsAgainst } from './against.ts';
import { armsOf } from './arms.ts';
import { compareArms } from './comparison.ts';
import { type Gap, gapsOf, type Judged } from './gap.ts';
import { objectiveSignals } from './objective-signals.ts';
import type { JudgeConfig, Observation } from './observation.ts';
import { nextLook, phaseOf } from './phase.ts';
import { lowPower } from './power.ts';
import { CODE_VERSION, type Decision, type Reason, type Verdict } from './verdict.ts';

/**
 * Is the new version worse than the old one, and may this step of the rollout pass? Pure: the same observation
 * and configuration always get the same verdict. It may be asked after every minute without inflating its false
 * alarms. What it assumes and where it is weak is written in docs/judge.md.
 */
export function judge(observation: Observation, config: JudgeConfig): Verdict {
  const arms = armsOf(observation, config);
  const comparison = compareArms(observation, arms, config);
  const absolute = [...absoluteSignals(observation, arms, config), ...objectiveSignals(observation, config)];
  const judged = { observation, config, arms, comparison, absolute };
  const against = reasonsAgainst(observation.alarms, comparison, absolute);
  const gaps = gapsOf(judged);
  const { decision, reasons } = decide(against, gaps, config);
  const [first] = gaps;
  return {
    decision,
    reasons: [...reasons, ...remarks(judged, decision)],
    comparison: observation.comparison,
    combined: comparison.combined,
    signals: [...comparison.signals, ...absolute],
    ...(decision === 'INSUFFICIENT' && first ? { missing: first.missing } : {}),
    nextLookSeconds: decision === 'PROMOTE' || decision === 'ROLL_BACK' ? 0 : nextLook(config),
    codeVersion: CODE_VERSION,
  };
}

interface Outcome {
  readonly decision: Decision;
  readonly reasons: readonly Reason[];
}

function decide(against: readonly Reason[], gaps: readonly Gap[], config: JudgeConfig): Outcome {
  if (against.length > 0) return { decision: 'ROLL_BACK', reasons: against };
  const phase = phaseOf(config);
  const late = config.times.now >= config.times.deadlineAt;
  if (phase === 'over') return settle(gaps);
  if (late) return { decision: 'INSUFFICIENT', reasons: [DEADLINE, ...gaps.map(({ reason }) => reason)] };
  if (phase === 'early') return { decision: 'CONTINUE', reasons: [TOO_EARLY] };
  const staying = gaps.filter(({ stays }) => stays);
  if (staying.length > 0) {
    return { decision: 'INSUFFICIENT', reasons: staying.map(({ reason }) => reason) };
  }
  return { decision: 'CONTINUE', reasons: [BAKING] };
}

/** The bake is over: it passes only with nothing missing. */
function settle(gaps: readonly Gap[]): Outcome {
  const reasons = gaps.map(({ reason }) => reason);
  if (gaps.some(({ fails }) => fails)) return { decision: 'ROLL_BACK', reasons };
  if (gaps.length > 0) return { decision: 'INSUFFICIENT', reasons };
  return { decision: 'PROMOTE', reasons: [PASSED] };
}

const TOO_EARLY: Reason = { code: 'TOO_EARLY', words: 'No metric minute of this step can be read yet.' };
const BAKING: Reason = { code: 'BAKING', words: 'Nothing speaks against the version so far.' };
const DEADLINE: Reason = {
  code: 'DEADLINE_PASSED',
  words: 'The deadline came before the bake could be read.',
};
const PASSED: Reason = {
  code: 'STEP_PASSED',
  words: 'The bake is over, the sample is large enough and nothing speaks against the version.',
};

function remarks(judged: Judged, decision: Decision): Reason[] {
  const { observation, absolute } = judged;
  const historical = observation.comparison === 'historical';
  return [
    ...knownAlarms(observation.alarms),
    ...(historical ? [HISTORICAL] : []),
    ...(historical && absolute.length === 0 ? [UNLIMITED] : []),
    ...(decision === 'PROMOTE' ? lowPower(judged) : []),
  ];
}

const HISTORICAL: Reason = {
  code: 'HISTORICAL_COMPARISON',
  words:
    'The old version had no traffic to compare with: its earlier minutes served, at twice the tolerance.',
};
const UNLIMITED: Reason = {
  code: 'NO_ABSOLUTE_LIMIT',
  words: 'No absolute limit was set, so only the comparison with earlier minutes speaks.',
};
