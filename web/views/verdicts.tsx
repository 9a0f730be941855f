import type { Answer } from '../api/catalog.ts';
import { Badge } from '../parts/badge.tsx';
import { Chart } from '../parts/chart.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { When } from '../parts/when.tsx';
import { figure, percent } from '../words.ts';

type Verdict = Answer<'get_deployment'>['verdicts'][number];
type Signal = Verdict['signals'][number];

const COLUMNS: readonly Column<Verdict>[] = [
  { head: 'At', cell: ({ at }) => <When at={at} /> },
  { head: 'Weight', cell: ({ weight }) => `${weight}%` },
  { head: 'Decision', cell: ({ decision }) => <Badge word={decision} /> },
  { head: 'Why', cell: ({ words, signals }) => [words, ...signals.map(inNumbers)].join(' ') },
];

function inNumbers({ name, samples, effect }: Signal): string {
  const { baselineShare, candidateShare } = effect;
  if (candidateShare === null) return '';
  return `${name}: ${percent(candidateShare)} of ${figure(samples.candidate)} against ${percent(baselineShare)} of ${figure(samples.baseline)}.`;
}

/** The evidence against the new version as it grew, with the bound at which it is rolled back; then every verdict. */
export function Verdicts({ verdicts }: { readonly verdicts: readonly Verdict[] }) {
  const names = [...new Set(verdicts.flatMap(({ signals }) => signals.map(({ name }) => name)))];
  return (
    <>
      {names.map((name) => (
        <Evidence key={name} name={name} verdicts={verdicts} />
      ))}
      <Table
        caption="Verdicts, newest first"
        columns={COLUMNS}
        rows={verdicts.toReversed()}
        keyOf={({ at, step }) => `${step} ${at}`}
        empty="The judge has not looked yet."
      />
    </>
  );
}

function Evidence({ name, verdicts }: { readonly name: string; readonly verdicts: readonly Verdict[] }) {
  const found = verdicts.flatMap(({ at, signals }) => {
    const signal = signals.find((one) => one.name === name);
    return signal ? [{ at: Date.parse(at) / 1000, signal }] : [];
  });
  return (
    <Chart
      title={`Evidence against the new version: ${name}`}
      moments={found.map(({ at }) => at)}
      curves={[
        { label: 'evidence', values: found.map(({ signal }) => signal.statistic) },
        { label: 'bound', values: found.map(({ signal }) => signal.bound), dashed: true },
      ]}
    />
  );
}
