import { table } from '../statistics.ts';
import type { Figures, ForecastBench, GroupResult } from './main.ts';

const GOAL = { mase2h: 0.42, mase24h: 0.58, coverage: [0.87, 0.93], fitMs: 1000, fitMb: 256 } as const;
/** Baselines that every group is to stay below. */
const TO_BEAT = ['seasonal naive', 'Prophet', 'ETS'];

/** The result in Markdown. */
export function report(result: ForecastBench): string {
  const names = Object.keys(result.baselines);
  const missed = misses(result);
  return [
    `Scaled errors (MASE, by the seasonal naive within the history) of the first two hours / of the day, means over
moments whose next day holds no labelled anomaly. One setting for all files. Asked: at most ${GOAL.mase2h} / ${GOAL.mase24h} on
CloudWatch, and less than ${TO_BEAT.join(', ')} in each group.`,
    table(
      ['group', 'files', 'moments', 'ensemble', ...names, 'at most P90', 'within P5 to P95'],
      result.groups.map((group) => [
        group.group,
        group.files,
        group.origins,
        shown(group.ensemble),
        ...names.map((name) => shown(group.baselines[name])),
        group.coverageP90,
        group.coverage90Interval,
      ]),
    ),
    `Of all that came ${result.coverageP90} is at or below the P90, and ${result.coverage90Interval} within P5 to P95 (asked: ${GOAL.coverage.join(' to ')}).`,
    `What the gate said: ${verdicts(result.groups)}.`,
    `A fit of 4,032 points with the forecast of a day takes ${result.fit.cpuMs} ms of CPU in a new process, which needs ${result.fit.peakMb} MB
at its most (asked: ${GOAL.fitMs} ms, ${GOAL.fitMb} MB).`,
    missed.length === 0 ? 'Everything asked is met.' : `Missed: ${missed.join('; ')}.`,
  ].join('\n\n');
}

function shown(figures: Figures | undefined): string {
  return figures ? `${figures.mase2h.toFixed(3)} / ${figures.mase24h.toFixed(3)}` : '-';
}

function verdicts(groups: readonly GroupResult[]): string {
  const names = [...new Set(groups.flatMap((group) => Object.keys(group.verdicts)))].sort();
  const count = (name: string) => groups.reduce((sum, group) => sum + (group.verdicts[name] ?? 0), 0);
  return names.map((name) => `${name} ${count(name)} times`).join(', ');
}

function misses(result: ForecastBench): string[] {
  const [low, high] = GOAL.coverage;
  return [
    ...(result.mase2h > GOAL.mase2h ? [`MASE of two hours ${result.mase2h}, not ${GOAL.mase2h}`] : []),
    ...(result.mase24h > GOAL.mase24h ? [`MASE of a day ${result.mase24h}, not ${GOAL.mase24h}`] : []),
    ...(result.coverageP90 < low || result.coverageP90 > high
      ? [`coverage of the P90 ${result.coverageP90}`]
      : []),
    ...result.groups.flatMap(beaten),
    ...(result.fit.cpuMs > GOAL.fitMs ? [`a fit takes ${result.fit.cpuMs} ms`] : []),
    ...(result.fit.peakMb > GOAL.fitMb ? [`a fit needs ${result.fit.peakMb} MB`] : []),
  ];
}

function beaten({ group, ensemble, baselines }: GroupResult): string[] {
  return TO_BEAT.flatMap((name) => {
    const other = baselines[name];
    if (!other) return [];
    const spans = [
      ...(ensemble.mase2h >= other.mase2h ? ['two hours'] : []),
      ...(ensemble.mase24h >= other.mase24h ? ['a day'] : []),
    ];
    return spans.map((span) => `${name} is as good in ${group} over ${span}`);
  });
}
