/**
 * Replays recorded and generated loads against the policy of scale_resources, target tracking and step scaling.
 *
 *   npm run bench -- scaling --data DIR --json
 *   npm run bench -- scaling --seed 7 --every 5 --target 60
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { type Comparison, compare } from '../../core/scaling/simulation/compare.ts';
import type { Outcome } from '../../core/scaling/simulation/simulate.ts';
import { dataFolder } from '../data-folder.ts';
import { generatedLoads, recordedLoads } from './loads.ts';

export { report } from './report.ts';

export interface Sum {
  readonly scaler: string;
  readonly underMinutes: number;
  readonly fullMinutes: number;
  readonly unitHours: number;
  readonly flaps: number;
}

export interface ScalingBench {
  readonly seed: number;
  readonly everyMinutes: number;
  readonly target: number;
  readonly groups: readonly {
    readonly group: string;
    readonly loads: number;
    readonly days: number;
    readonly sums: readonly Sum[];
  }[];
  /** Loads on which the policy with its forecast had both, and neither. */
  readonly outcomes: readonly Outcome[];
  /** Fewer under-provisioned minutes than target tracking, at no more unit-hours; over all loads of each group. */
  readonly met: boolean;
}

/** @param args `--data` the folder with `nab`, `--seed` of the generated loads, `--every` minutes between looks, `--target` percent */
export async function run(args: readonly string[]): Promise<ScalingBench> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      seed: { type: 'string', default: String(randomInt(2 ** 31)) },
      every: { type: 'string', default: '2' },
      target: { type: 'string', default: '60' },
    },
  });
  const [seed, everyMinutes, target] = [values.seed, values.every, values.target].map(Number) as [
    number,
    number,
    number,
  ];
  const comparison: Comparison = {
    limits: { target, min: 2, max: 60 },
    world: { startMinutes: 3, lagMinutes: 1, sufferAt: 85 },
    everyMinutes,
  };
  const sets = {
    'NAB CloudWatch': await recordedLoads(dataFolder('nab', args), target),
    generated: generatedLoads(seed, target),
  };
  const groups = Object.entries(sets).map(([group, loads]) => {
    const outcomes = loads.flatMap((load) => compare(load, comparison));
    const days = loads.reduce((sum, { units }) => sum + units.length / 1440, 0);
    return { group, loads: loads.length, days: Math.round(days), sums: sumsOf(outcomes), outcomes };
  });
  return {
    seed,
    everyMinutes,
    target,
    groups: groups.map(({ outcomes: _outcomes, ...group }) => group),
    outcomes: groups.flatMap(({ outcomes }) => outcomes),
    met: groups.every(
      ({ sums: [ours, , tracking] }) =>
        ours && tracking && ours.underMinutes < tracking.underMinutes && ours.unitHours <= tracking.unitHours,
    ),
  };
}

function sumsOf(outcomes: readonly Outcome[]): Sum[] {
  const names = [...new Set(outcomes.map(({ scaler }) => scaler))];
  return names.map((scaler) => {
    const own = outcomes.filter((one) => one.scaler === scaler);
    const sum = (field: 'underMinutes' | 'fullMinutes' | 'unitHours' | 'flaps') =>
      own.reduce((total, one) => total + one[field], 0);
    return {
      scaler,
      underMinutes: sum('underMinutes'),
      fullMinutes: sum('fullMinutes'),
      unitHours: Math.round(sum('unitHours')),
      flaps: sum('flaps'),
    };
  });
}
