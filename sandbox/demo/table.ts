import type { Result } from './measure.ts';

const HEADINGS = [
  'scenario',
  'target',
  'strategy',
  'outcome',
  'requests',
  'failed',
  'exposure',
  'verdict',
  'rollback',
];
/** From here on columns are numbers, and stand to the right. */
const FIRST_NUMBER = 4;

/** The results as a table for people; an outcome that was not expected says what was. */
export function table(results: readonly Result[]): string {
  const rows = [HEADINGS, ...results.map(row)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column < FIRST_NUMBER ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  const [headings = '', ...lines] = rows.map(line);
  return [headings, '-'.repeat(headings.length), ...lines].join('\n');
}

function row(result: Result): string[] {
  const { name, target, strategy, outcome, expected, requests, failedRequests } = result;
  const { exposure, secondsToVerdict, secondsToRollback } = result;
  return [
    name,
    target,
    strategy,
    outcome === expected ? outcome : `${outcome}, not ${expected}`,
    String(requests),
    String(failedRequests),
    exposure === null ? '' : `${(100 * exposure).toFixed(1)}%`,
    secondsToVerdict === null ? '' : `${secondsToVerdict} s`,
    secondsToRollback === null ? '' : `${secondsToRollback} s`,
  ];
}
