/**
 * Ranks the causes of injected faults: PetShop (metrics and call graph), Nezha's Train-Ticket (traces, logs and pod
 * metrics) and generated incidents, against coded baselines, with a table of how reliable the confidence is.
 *
 *   npm run bench -- rca --data DIR --json
 *   npm run bench -- rca --generated 400 --seed 7
 *
 * The sets are read from DIR/petshop and DIR/nezha-trainticket; the latter's archives need the system's tar and xz.
 * `--fit` prints the calibration of least log loss over the cases at hand, cross-validated.
 */

import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { DataAbsent, dataFolder } from '../data-folder.ts';
import { rounded } from '../statistics.ts';
import { claimOf, type Fit, fitCalibration } from './fit.ts';
import { generated } from './generator/generate.ts';
import { type Measurement, measure, type SetResult } from './measure.ts';
import { readNezha } from './nezha.ts';
import { readPetshop } from './petshop.ts';
import { calibrationError, type ReliabilityRow, reliability } from './score.ts';

export { report } from './report.ts';

export interface RcaBench {
  /** Scenarios that have metrics of a time without faults; those without where there are no others. Null: absent. */
  readonly petshop: SetResult | null;
  /** Scenarios that have none: what came before other issues stands for it. */
  readonly petshopWithoutUsual: SetResult | null;
  readonly nezha: SetResult | null;
  readonly generated: SetResult;
  /** Expected calibration error over the public sets. */
  readonly calibrationError: number | null;
  readonly generatedCalibrationError: number;
  readonly reliability: readonly ReliabilityRow[];
  readonly generatedReliability: readonly ReliabilityRow[];
  readonly fit: Fit | null;
  readonly seed: number;
  readonly absent: readonly string[];
}

/** @param args `--data` a folder, `--generated` how many incidents, `--seed` theirs (else random), `--fit` */
export async function run(args: readonly string[]): Promise<RcaBench> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      generated: { type: 'string', default: '100' },
      seed: { type: 'string' },
      fit: { type: 'boolean', default: false },
    },
  });
  const seed = Number(values.seed ?? randomInt(1_000_000_000));
  const absent: string[] = [];
  const scenarios = await read('petshop', args, readPetshop, absent);
  const faults = await read('nezha-trainticket', args, readNezha, absent);
  const full = measured(
    'PetShop',
    scenarios.filter(({ hasUsual }) => hasUsual).flatMap(({ cases }) => cases),
  );
  const bare = measured(
    'PetShop',
    scenarios.filter(({ hasUsual }) => !hasUsual).flatMap(({ cases }) => cases),
  );
  const nezha = measured('Nezha', faults);
  const made = measure('generated', generated(Number(values.generated), seed));
  const open = [full, nezha].flatMap((one) => one?.ranked ?? []);
  const claims = open.map((one) => claimOf(one));
  const invented = made.ranked.map((one) => claimOf(one));
  return {
    petshop: (full ?? bare)?.result ?? null,
    petshopWithoutUsual: bare?.result ?? null,
    nezha: nezha?.result ?? null,
    generated: made.result,
    calibrationError: claims.length === 0 ? null : rounded(calibrationError(claims), 3),
    generatedCalibrationError: rounded(calibrationError(invented), 3),
    reliability: reliability(claims),
    generatedReliability: reliability(invented),
    fit: values.fit ? fitCalibration([...open, ...made.ranked]) : null,
    seed,
    absent,
  };
}

/** What lies in the folder of a set; nothing, and a word of it, where there is none. */
async function read<One>(
  set: string,
  args: readonly string[],
  reader: (folder: string) => Promise<One[]>,
  absent: string[],
): Promise<One[]> {
  try {
    const found = await reader(dataFolder(set, args));
    if (found.length === 0) absent.push(`${set}: the folder holds no cases.`);
    return found;
  } catch (error) {
    if (!(error instanceof DataAbsent)) throw error;
    absent.push(error.message);
    return [];
  }
}

function measured(set: string, cases: Parameters<typeof measure>[1]): Measurement | undefined {
  return cases.length === 0 ? undefined : measure(set, cases);
}
