import { rounded, table } from '../statistics.ts';
import type { NabBench, ProfileScores, Scores } from './result.ts';
import type { Profile } from './series.ts';

const PROFILES: readonly Profile[] = ['standard', 'rewardLowFP', 'rewardLowFN'];

/** The result in Markdown. */
export function report(bench: NabBench): string {
  const { from, raise, alarmsPerWarmUp } = bench.sensitivities.standard;
  return [
    `${bench.files} files, ${bench.points} points, ${bench.all.standard.windows} windows; ${bench.microsecondsPerPoint} us of CPU a point. Alarms from a rarity of ${from} nats, each raising it by ${raise}; at most ${alarmsPerWarmUp} a warm-up in the long run.`,
    table(
      ['', 'standard', 'low FP', 'low FN', 'hits', 'false points'],
      [
        rowOf('this detector', bench.all),
        rowOf('on CloudWatch files', bench.cloudWatch),
        ...Object.entries(bench.baselines).map(([name, scores]) => [
          `${name}, best threshold on these files`,
          ...PROFILES.map((profile) => scores[profile]),
          '',
          '',
        ]),
      ],
    ),
    table(
      ['files', 'standard', 'hits', 'false points'],
      Object.entries(bench.categories).map(([name, scores]) => [name, ...figures(scores)]),
    ),
    table(
      ['file', 'hits', 'false points'],
      bench.perFile.map(({ name, hits, windows, falseAlarms }) => [name, `${hits}/${windows}`, falseAlarms]),
    ),
    ...validated(bench),
  ].join('\n\n');
}

function rowOf(name: string, scores: ProfileScores): (string | number)[] {
  const [, hits, falseAlarms] = figures(scores.standard);
  return [name, ...PROFILES.map((profile) => scores[profile].score ?? '-'), hits, falseAlarms];
}

function figures({ score, hits, windows, falseAlarms }: Scores): [string | number, string, number] {
  return [score ?? '-', `${hits}/${windows}`, falseAlarms];
}

function validated({ crossValidated }: NabBench): string[] {
  if (crossValidated === undefined) return [];
  const rows = PROFILES.map((profile) => {
    const { chosen, resubstituted, leaveOneOut, halves, halvesResubstituted } = crossValidated[profile];
    const setting = `${chosen.from} / ${chosen.raise} / ${chosen.alarmsPerWarmUp}`;
    return [
      profile,
      setting,
      ...[resubstituted, leaveOneOut, halvesResubstituted, halves].map((score) => rounded(score, 1)),
    ];
  });
  const columns = [
    'profile',
    'best setting here',
    'scored where it was chosen',
    'each file by the others',
    'halves: where chosen',
    'halves: elsewhere',
  ];
  return ['Choosing the setting anew (from / raise / alarms a warm-up):', table(columns, rows)];
}
