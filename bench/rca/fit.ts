import { type Calibration, chancesOf } from '../../core/root-cause/confidence.ts';
import { sum } from '../../core/root-cause/statistics.ts';
import { type Claim, calibrationError } from './score.ts';

/** What the ranking found for a case, before it becomes confidence. */
export interface Ranked {
  readonly set: string;
  /** Strengths by node; nats. */
  readonly strengths: ReadonlyMap<string, number>;
  readonly nodes: number;
  /** Whether the strongest is the cause. */
  readonly isRight: boolean;
}

export interface Fit {
  readonly calibration: Calibration;
  readonly logLoss: number;
  /** Of claims about cases that the fit had not seen. */
  readonly crossValidated: number;
}

const FOLDS = 5;

export function claimOf({ strengths, nodes, isRight }: Ranked, calibration?: Calibration): Claim {
  return { confidence: Math.max(0, ...chancesOf(strengths, nodes, calibration).values()), isRight };
}

/** The calibration of least log loss, in which every set of cases counts the same, and its error in cross-validation. */
export function fitCalibration(cases: readonly Ranked[]): Fit {
  const best = leastLoss(cases);
  const claims = Array.from({ length: FOLDS }, (_, fold) => {
    const fitted = leastLoss(cases.filter((_one, index) => index % FOLDS !== fold));
    return cases.filter((_one, index) => index % FOLDS === fold).map((one) => claimOf(one, fitted));
  });
  return {
    calibration: best,
    logLoss: lossOf(cases, best),
    crossValidated: calibrationError(claims.flat()),
  };
}

function leastLoss(cases: readonly Ranked[]): Calibration {
  const tried = [1, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 8].flatMap((power) =>
    [-3, -2, -1, 0, 1, 2, 3].map((none) => ({ power, none })),
  );
  const scored = tried.map((calibration) => ({ calibration, loss: lossOf(cases, calibration) }));
  return scored.reduce((best, one) => (one.loss < best.loss ? one : best)).calibration;
}

function lossOf(cases: readonly Ranked[], calibration: Calibration): number {
  const counts = new Map<string, number>();
  for (const { set } of cases) counts.set(set, (counts.get(set) ?? 0) + 1);
  const losses = cases.map((one) => {
    const { confidence, isRight } = claimOf(one, calibration);
    const chance = Math.min(0.99, Math.max(0.01, isRight ? confidence : 1 - confidence));
    return -Math.log(chance) / (counts.get(one.set) ?? 1);
  });
  return sum(losses) / counts.size;
}
