import type { Comparison } from './comparison.ts';
import type { AlarmState } from './observation.ts';
import type { Reason, Signal } from './verdict.ts';
import { eventCount, percent, significant, times } from './words.ts';

type Burn = NonNullable<Signal['burn']>;

/** All that speaks for rollback, the most serious first. */
export function reasonsAgainst(
  alarms: readonly AlarmState[],
  comparison: Comparison,
  absolute: readonly Signal[],
): Reason[] {
  return [...alarms.flatMap(alarmReason), ...absolute.flatMap(limitReason), ...comparisonReason(comparison)];
}

function alarmReason({ name, firingAtStart, firingNow }: AlarmState): Reason[] {
  if (!firingNow || firingAtStart) return [];
  return [{ code: 'ALARM_STARTED', words: `The alarm "${name}" started to fire after this step began.` }];
}

/** An alarm that was firing before the step is the state the rollout found, not its doing. */
export function knownAlarms(alarms: readonly AlarmState[]): Reason[] {
  return alarms
    .filter(({ firingAtStart, firingNow }) => firingAtStart && firingNow)
    .map(({ name }) => ({
      code: 'ALARM_WAS_FIRING',
      words: `The alarm "${name}" was firing before this step began and does not count against it.`,
    }));
}

function limitReason(signal: Signal): Reason[] {
  if (signal.decision !== 'EXCEEDED') return [];
  const share = percent(signal.effect.candidateShare);
  const limit = percent(signal.limit?.share ?? null);
  const sample = `${signal.samples.candidate} samples of the candidate`;
  if (signal.name === 'rollbackThreshold') {
    return [
      {
        code: 'ROLLBACK_THRESHOLD',
        words: `${share} of ${sample} failed; ${limit} ends the rollout at once.`,
      },
    ];
  }
  if (signal.burn !== undefined) return [{ code: 'BUDGET_BURNS', words: burnWords(signal, signal.burn) }];
  const words = `${signal.name}: ${share} of ${sample} break the limit, and at most ${limit} may.`;
  return [{ code: 'LIMIT_EXCEEDED', words }];
}

function burnWords({ name, samples, effect }: Signal, { scope, rate, fastest }: Burn): string {
  const events = `${percent(effect.candidateShare)} of ${eventCount(samples.candidate)} events`;
  const whose = scope === 'version' ? 'of the candidate' : 'of the whole service';
  return `${name}: ${events} ${whose} were bad since the shift, which burns its error budget at ${significant(rate ?? 0)} times its pace; ${significant(fastest)} times is too fast.`;
}

function comparisonReason({ worst, combined }: Comparison): Reason[] {
  if (worst === null) return [];
  const { candidateShare, baselineShare, ratio } = worst.effect;
  const words = `${worst.name}: ${percent(candidateShare)} against ${percent(baselineShare)} (${times(ratio)}), evidence ${significant(combined.statistic)} over the bound ${significant(combined.bound)}.`;
  return [{ code: 'WORSE_THAN_BASELINE', words }];
}
