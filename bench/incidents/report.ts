import { rounded, table } from '../statistics.ts';
import { isRight, type NamedCause, tallied } from './causes.ts';
import { type Grouped, qualityOf } from './grouping.ts';
import type { Scored } from './score.ts';
import type { StormResult } from './storm.ts';
import { type Summary, shortened, timesOf } from './summary.ts';

/** What the bench found. */
export interface IncidentBench {
  readonly seed: number;
  readonly scored: readonly Scored[];
  readonly grouping: { readonly played: Grouped; readonly generated: Grouped; readonly storms: number };
  readonly storm: StormResult | undefined;
  readonly summary: Summary;
  toJSON(): Summary;
}

const DEFINITIONS = `Definitions, all in sandbox time. The damage begins with the first period in which the raw metric behind an
alarm of the incident's label was beyond its threshold, with the fault begun. Time to detect: from there until the
incident was opened; over all labelled incidents with a cause. Time to recover: from there until the incident's last
alarm was well for good; over the incidents that may be repaired and were resolved. "Since the fault" counts from the
fault itself. Remediated: every incident of a fixable scenario was resolved by verification, after a change that its
label allows (or without one, where AWS's own scaling may be quicker), and none of its alarms fires at the end. Wrong: a change of users' things by a role of the product, as
the account saw it, that no label of the scenario allows; setting back what a run had set is none. Untrue recovery:
an incident was resolved and within ten minutes, with no new fault, the raw metric was bad again as often as the
alarm asks for. Cause: what the incident's investigation named by itself, without a person, against the service that
answers for the place of the fault; nothing named counts as wrong; sure is what was not called NOT_ENOUGH_DATA. Grouping: pairs of alarms at their first firing.`;

/** The result in Markdown. */
export function report({ seed, scored, grouping, storm, summary }: IncidentBench): string {
  return [
    `${scored.length} scenarios, seed ${seed}.`,
    DEFINITIONS,
    outcomes(scored, summary),
    times(scored),
    causes(scored.flatMap((one) => one.causes)),
    groupings(grouping),
    ...stormsPlayed(scored),
    ...(storm ? [stormOf(storm)] : []),
    misses(scored),
  ].join('\n\n');
}

function outcomes(scored: readonly Scored[], { fixable, remediated, wrongActions }: Summary): string {
  const others = scored.filter((one) => !one.fixable);
  const asWanted = others.filter((one) => one.misses.length === 0).length;
  const wrongOnOthers = others.reduce((sum, { wrong }) => sum + wrong.length, 0);
  const told = sum(scored, ({ recoveries }) => recoveries.told);
  const untrue = sum(scored, ({ recoveries }) => recoveries.untrue.length);
  const undone = sum(scored, (one) => one.undone);
  const wrongly = scored.filter(({ notRestored }) => notRestored.length > 0).length;
  return table(
    ['what', 'result'],
    [
      ['fixable ones remediated', `${remediated} of ${fixable}${share(remediated, fixable)}`],
      [
        'the others ended as they have to',
        `${asWanted} of ${others.length}${share(asWanted, others.length)}`,
      ],
      ['wrong actions', `${wrongActions}, ${wrongOnOthers} of them where nothing is fixable`],
      ['recoveries that were true', `${told - untrue} of ${told}${share(told - untrue, told)}`],
      ['runs that ended undone', `${undone}; scenarios in which one left something changed: ${wrongly}`],
      [
        'incidents opened',
        `${sum(scored, (one) => one.incidents)}; labelled: ${sum(scored, (one) => one.labels)}`,
      ],
    ],
  );
}

function sum(scored: readonly Scored[], of: (one: Scored) => number): number {
  return scored.reduce((total, one) => total + of(one), 0);
}

function share(part: number, whole: number): string {
  return whole === 0 ? '' : ` (${rounded((100 * part) / whole, 1)}%)`;
}

function times(scored: readonly Scored[]): string {
  const row = (words: string, what: Parameters<typeof timesOf>[1], fixableOnly: boolean) => {
    const { n, mean, p95 } = timesOf(scored, what, fixableOnly);
    return [words, n, mean ?? '-', p95 ?? '-'];
  };
  return table(
    ['seconds', 'n', 'mean', 'p95'],
    [
      row('time to detect', 'detectSeconds', false),
      row('time to recover', 'recoverSeconds', true),
      row('detected, since the fault', 'detectSinceFaultSeconds', false),
      row('recovered, since the fault', 'recoverSinceFaultSeconds', true),
    ],
  );
}

function causes(named: readonly NamedCause[]): string {
  const row = (words: string, some: readonly NamedCause[]) => {
    const { asked, sure, surelyRight, first, amongThree } = tallied(some);
    return [
      words,
      asked,
      `${surelyRight} of ${sure}`,
      `${first}${share(first, asked)}`,
      `${amongThree}${share(amongThree, asked)}`,
    ];
  };
  const rows = [
    row(
      'of several services',
      named.filter(({ several }) => several),
    ),
    row(
      'of one service',
      named.filter(({ several }) => !several),
    ),
  ];
  const wrong = named.filter((one) => one.several && !isRight(one));
  const words = wrong.map(
    ({ incident, at, named: others, confidence, isSure }) =>
      `- ${incident}: ${at}; named: ${others.join(', ') || 'nothing'} (${rounded(confidence, 2)}${isSure ? '' : ', not enough data'})`,
  );
  const found = table(
    ['cause of an incident', 'incidents', 'right where sure', 'first', 'among three'],
    rows,
  );
  return words.length === 0 ? found : `${found}\n\nNot named first:\n\n${words.join('\n')}`;
}

function groupings({ played, generated, storms }: IncidentBench['grouping']): string {
  const names = ['product', 'contentByService', 'contentByEnvironment', 'score'] as const;
  const cells = (grouped: Grouped, name: (typeof names)[number]) => {
    const { precision, recall } = shortened(qualityOf(grouped[name]));
    return `${precision} / ${recall}`;
  };
  const rows = names.map((name) => [name, cells(played, name), cells(generated, name)]);
  return table(['pairwise precision / recall', 'in the plays', `in ${storms} generated storms`], rows);
}

/** Alarms from which on a scenario is called a storm. */
const STORM_ALARMS = 10;

function stormsPlayed(scored: readonly Scored[]): readonly string[] {
  const storms = scored.filter(({ fired }) => fired >= STORM_ALARMS);
  if (storms.length === 0) return [];
  const rows = storms.map(({ scenario, fired, incidents, labels }) => [scenario, fired, incidents, labels]);
  return [table(['storm that was played', 'alarms', 'incidents', 'causes'], rows)];
}

function stormOf(storm: StormResult): string {
  return `A storm of ${storm.signals} signals from ${storm.causes} causes, ${storm.repeated} told twice, worked off in ${storm.seconds} s:

${table(
  ['what', 'result'],
  [
    ['signals lost', storm.lost],
    ['incidents', storm.incidents],
    ['notices of their beginning, beyond one each', storm.doubleNotices],
    [
      'runs of runbooks; changes; changes made twice',
      `${storm.runs}; ${storm.changes}; ${storm.doubleChanges}`,
    ],
    ['incidents resolved when all was well again', storm.resolved],
    ['dead letters', storm.deadLetters],
    [
      'writes per signal',
      `${storm.writesPerSignal} (${storm.itemsWritten} items in ${storm.transactions} transactions)`,
    ],
    ['signals per second of CPU, the sandbox included', storm.signalsPerCpuSecond],
  ],
)}`;
}

function misses(scored: readonly Scored[]): string {
  const lines = scored.flatMap(({ scenario, misses, wrong, recoveries, notRestored, did }) => {
    const wrongly = wrong.map(({ words }) => `WRONG ACTION: ${words}`);
    const said = [...misses, ...wrongly, ...recoveries.untrue, ...notRestored];
    if (said.length === 0) return [];
    return [...said.map((words) => `- ${scenario}: ${words}`), ...did.map((words) => `  - ${words}`)];
  });
  return lines.length === 0 ? 'Nothing was missed.' : `What was missed:\n\n${lines.join('\n')}`;
}
