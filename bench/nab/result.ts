import type { Sensitivity } from '../../core/anomaly/alarm-policy.ts';
import type { Validated } from './cross-validation.ts';
import type { Profile } from './series.ts';

/** What one profile makes of a set of series. */
export interface Scores {
  /** 0 to 100, below 0 for worse than silence; undefined without a window. */
  readonly score: number | undefined;
  readonly windows: number;
  readonly hits: number;
  readonly falseAlarms: number;
}

/** Scores of one set under all profiles. */
export type ProfileScores = Readonly<Record<Profile, Scores>>;

/** One file under the standard profile. */
export interface FileScore {
  readonly name: string;
  readonly windows: number;
  readonly hits: number;
  readonly falseAlarms: number;
}

/** What the bench found; plain data. */
export interface NabBench {
  readonly standard: number | undefined;
  readonly rewardLowFP: number | undefined;
  readonly rewardLowFN: number | undefined;
  readonly files: number;
  readonly points: number;
  readonly microsecondsPerPoint: number;
  readonly sensitivities: Readonly<Record<Profile, Sensitivity>>;
  readonly all: ProfileScores;
  /** The files of Amazon CloudWatch apart. */
  readonly cloudWatch: ProfileScores;
  /** By category of file: the standard profile. */
  readonly categories: Readonly<Record<string, Scores>>;
  readonly perFile: readonly FileScore[];
  /** Standard, low FP and low FN of detectors without any learning, each at its best threshold on these files. */
  readonly baselines: Readonly<Record<string, Readonly<Record<Profile, number>>>>;
  readonly crossValidated?: Readonly<Record<Profile, Validated>>;
}
