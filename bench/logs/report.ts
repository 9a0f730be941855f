import type { Evidence } from '../../core/logs/evidence.ts';
import type { LogsBench } from './main.ts';

/** The result as it is kept and printed. */
export function report(result: LogsBench): string {
  const { content, rawLines } = result.throughput;
  return [
    `Grouping accuracy, the mean of ${Object.keys(result.perSystem).length} systems, one setting for all: **${result.groupingAccuracy}** (F1 of groups ${result.groupF1}; of raw lines, header and all, ${result.rawLineAccuracy}). Each system by the setting that is best for the others: ${result.leftOutAccuracy}.`,
    systems(result),
    `Content is the message of a line as the published parsers get it, after the log's format split its header off. A raw line keeps its header: where that names hosts or components, lines of one event fall into several patterns there, each right for what it says.`,
    `Setting: ${words(result.setting)}. Chosen for each system by all others:\n\n${leftOut(result)}`,
    `Lines for each second of processor time, one core, the median of five runs: **${result.linesPerSecond}** (${content.lines} messages of ${perLine(content)} bytes, ${content.patterns} patterns); whole lines ${rawLines.linesPerSecond} (${perLine(rawLines)} bytes, ${rawLines.patterns} patterns). Seed ${result.seed}.`,
    ...memory(result),
  ].join('\n\n');
}

function systems({ perSystem }: LogsBench): string {
  const rows = Object.entries(perSystem).map(
    ([system, { groupingAccuracy, groupF1, rawLine, events, groups }]) =>
      `| ${system} | ${groupingAccuracy} | ${groupF1} | ${rawLine} | ${events} | ${groups} |`,
  );
  return [
    '| system | accuracy | F1 of groups | raw line | events | groups |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function leftOut(result: LogsBench): string {
  const rows = result.leftOut.map(
    ({ system, accuracy, setting }) => `| ${system} | ${accuracy.toFixed(4)} | ${words(setting)} |`,
  );
  return ['| left out | accuracy | setting of the others |', '| --- | --- | --- |', ...rows].join('\n');
}

const words = ({ assigned, named, plain }: Evidence): string =>
  `${assigned} values after \`=\`, ${named} names, ${plain} plain words`;

const perLine = ({ bytes, lines }: { bytes: number; lines: number }): number => Math.round(bytes / lines);

function memory({ memory: points = [] }: LogsBench): string[] {
  if (points.length === 0) return [];
  const rows = points.map(({ lines, megabytes, patterns }) => `| ${lines} | ${megabytes} | ${patterns} |`);
  return [
    ['| lines | resident MB | patterns |', '| --- | --- | --- |', ...rows].join('\n'),
    'One line in twenty has two words that never came before.',
  ];
}
