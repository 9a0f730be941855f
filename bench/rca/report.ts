import { table } from '../statistics.ts';
import type { RcaBench } from './main.ts';
import type { SetResult } from './measure.ts';
import type { ReliabilityRow } from './score.ts';

/** What the bench found, in Markdown. */
export function report(result: RcaBench): string {
  const sets: [string, SetResult | null][] = [
    ['PetShop, with fault-free metrics', result.petshop],
    ['PetShop, without', result.petshopWithoutUsual],
    ['Nezha Train-Ticket', result.nezha],
    [`generated (seed ${result.seed}); never to be quoted alone`, result.generated],
  ];
  const known = sets.flatMap(([name, set]) => (set === null ? [] : [{ name, set }]));
  return [
    ...result.absent.map((words) => `Absent: ${words}`),
    table(
      ['set', 'cases', 'top-1', 'top-3', 'slowest, CPU s', 'not enough data (right all the same)'],
      known.map(({ name, set }) => [
        name,
        set.cases,
        set.top1,
        set.top3,
        set.slowest.toFixed(2),
        `${set.notEnough.answers} (${set.notEnough.right})`,
      ]),
    ),
    'Baselines on the same metrics, top-1 / top-3 (of Nezha: pod metrics only, no target):',
    baselines(known),
    'By fault type:',
    table(['set', 'fault', 'cases', 'top-1', 'top-3'], known.flatMap(byFault)),
    `Expected calibration error: public ${result.calibrationError ?? 'none'}, generated ${result.generatedCalibrationError}.`,
    'Public:',
    bins(result.reliability),
    'Generated, a fifth of it without a fault (any cause named there is wrong):',
    bins(result.generatedReliability),
    ...known.flatMap(({ name, set }) =>
      name.startsWith('generated') ? [] : set.missed.map((one) => `Missed: ${one}.`),
    ),
    ...(result.fit ? [fitWords(result.fit)] : []),
  ].join('\n\n');
}

function baselines(known: readonly { name: string; set: SetResult }[]): string {
  const names = Object.keys(known[0]?.set.baselines ?? {});
  return table(
    ['set', ...names],
    known.map(({ name, set }) => [
      name,
      ...names.map((one) => `${set.baselines[one]?.top1} / ${set.baselines[one]?.top3}`),
    ]),
  );
}

function byFault({ name, set }: { name: string; set: SetResult }): (string | number)[][] {
  return Object.entries(set.byFault).map(([fault, { cases, top1, top3 }]) => [
    name,
    fault,
    cases,
    top1,
    top3,
  ]);
}

function bins(rows: readonly ReliabilityRow[]): string {
  return table(
    ['confidence', 'claims', 'mean confidence', 'right'],
    rows.map(({ from, to, claims, confidence, right }) => [
      `${from} to ${to}`,
      claims,
      confidence.toFixed(2),
      right.toFixed(2),
    ]),
  );
}

function fitWords({
  calibration: { power, none },
  logLoss,
  crossValidated,
}: NonNullable<RcaBench['fit']>): string {
  const error = `log loss ${logLoss.toFixed(3)}, calibration error in 5-fold cross-validation ${crossValidated.toFixed(3)}`;
  return `Least log loss over these cases: power ${power}, none ${none}; ${error}.`;
}
