import { rounded, table } from '../statistics.ts';
import type { ForestBench } from './main.ts';

/** The result in Markdown. */
export function report({ auc, seconds, scikitLearn, tables }: ForestBench): string {
  const columns = ['table', 'AUC', 'CPU s', 'scikit-learn: AUC', 'CPU s'];
  const rows = tables.map((one) => [
    `${one.name} (${one.rows} x ${one.columns})`,
    rounded(one.auc, 4),
    rounded(one.seconds, 3),
    one.scikitLearn ? rounded(one.scikitLearn.auc, 4) : '-',
    one.scikitLearn ? rounded(one.scikitLearn.seconds, 3) : '-',
  ]);
  const theirs = scikitLearn
    ? `scikit-learn ${scikitLearn.version}: ${scikitLearn.auc}, ${scikitLearn.seconds} s, ${rounded(scikitLearn.seconds / seconds, 1)} times ours.`
    : 'scikit-learn is not there to compare with.';
  return [
    `100 trees of 256 rows, 5 seeds, growing and scoring every row. Mean AUC ${auc}, ${seconds} s in all. ${theirs}`,
    table(columns, rows),
  ].join('\n\n');
}
