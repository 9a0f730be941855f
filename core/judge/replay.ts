import { canonical } from '../canonical.ts';
import { judge } from './judge.ts';
import type { JudgeConfig, Observation } from './observation.ts';
import { CODE_VERSION, type Verdict } from './verdict.ts';

/** All that a verdict followed from. Plain data; read back it must give the same verdict. */
export interface JudgementRecord {
  readonly schemaVersion: 1;
  readonly codeVersion: string;
  readonly observation: Observation;
  readonly config: JudgeConfig;
  readonly verdict: Verdict;
}

export interface Replay {
  /** The recomputed verdict equals the recorded one in every field. */
  readonly same: boolean;
  /** The judge that wrote the record is this one; if not, a difference need not mean that the record was changed. */
  readonly sameCode: boolean;
  /** Names of the verdict's fields that differ. */
  readonly differences: readonly string[];
  readonly verdict: Verdict;
}

export function recordJudgement(observation: Observation, config: JudgeConfig): JudgementRecord {
  const verdict = judge(observation, config);
  return { schemaVersion: 1, codeVersion: CODE_VERSION, observation, config, verdict };
}

/** Judges a recorded observation again, offline. */
export function replay(record: JudgementRecord): Replay {
  const verdict = judge(record.observation, record.config);
  const then = new Map(Object.entries(record.verdict));
  const now = new Map(Object.entries(verdict));
  const differences = [...new Set([...then.keys(), ...now.keys()])].filter(
    (field) => canonical(then.get(field)) !== canonical(now.get(field)),
  );
  return {
    same: differences.length === 0,
    sameCode: record.codeVersion === CODE_VERSION,
    differences,
    verdict,
  };
}
