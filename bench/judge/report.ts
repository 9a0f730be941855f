import { rounded, table } from '../statistics.ts';
import { EQUAL_VERSIONS } from './cells.ts';
import type { JudgeBench } from './main.ts';
import type { Figures, Row } from './rows.ts';

const COLUMNS = [
  'versions',
  'noise',
  'cells',
  'judge',
  'Kayenta at 60',
  'Kayenta every 5',
  'fixed threshold',
];

/** The result in Markdown: one line for each kind of fault and noise, then what was missed. */
export function report({ seed, runs, cells, worstFalseAbort, misses, rows }: JudgeBench): string {
  const groups = Map.groupBy(
    rows.filter(({ cell }) => cell.suite === 'grid'),
    ({ cell }) => `${cell.fault}|${cell.noise}`,
  );
  const lines = [...groups.values()].map(lineOf);
  const others = rows.filter(({ cell }) => cell.suite !== 'grid').map((row) => lineOf([row]));
  return [
    `${runs} runs in each of ${cells} cells, seed ${seed}. Share rolled back (mean; lowest to highest cell) and median minute.`,
    table(COLUMNS, lines),
    'Cells drawn from the seed, those of the reference page and those below the sample floor:',
    table(COLUMNS, others),
    `Worst false aborts: ${worstFalseAbort.share} (${worstFalseAbort.cell}). Targets missed: ${misses.length}.`,
    ...misses.map(
      ({ target, cell, measured, asked, ceiling }) =>
        `- ${target}: ${cell}: ${measured ?? 'never'} instead of ${rounded(asked, 4)}${ceiling === undefined ? '' : ` (no test: more than ${rounded(ceiling)})`}`,
    ),
  ].join('\n\n');
}

function lineOf(rows: readonly Row[]): string[] {
  const [first] = rows;
  if (!first) return [];
  const { suite, fault, noise, scenario } = first.cell;
  const where =
    suite === 'unseen' ? `${noise}, ${scenario.requestsPerMinute}/min, ${100 * scenario.share}%` : noise;
  const rules = (['judge', 'kayentaOnce', 'kayentaOften', 'threshold'] as const).map((rule) =>
    summed(
      rows.map((row) => row[rule]),
      fault.startsWith(EQUAL_VERSIONS),
    ),
  );
  return [fault, where, String(rows.length), ...rules];
}

function summed(figures: readonly Figures[], isEqual: boolean): string {
  const shares = figures.map(({ share }) => share);
  const mean = rounded(shares.reduce((sum, share) => sum + share, 0) / shares.length, 3);
  const range =
    shares.length > 1 ? ` (${rounded(Math.min(...shares), 3)} to ${rounded(Math.max(...shares), 3)})` : '';
  const medians = figures.map(({ median }) => median ?? Number.POSITIVE_INFINITY);
  const slowest = Math.max(...medians);
  const minutes = slowest === Number.POSITIVE_INFINITY ? 'late' : String(slowest);
  return isEqual ? `${mean}${range}` : `${mean}${range}, ${Math.min(...medians)} to ${minutes}`;
}
