import { parseArgs } from 'node:util';
import { seededRandom } from '../../core/anomaly/random.ts';
import { Account } from '../../sandbox/account/account.ts';
import { callOperation } from '../../sandbox/account/caller.ts';
import { installProduct } from '../../sandbox/account/product.ts';
import { VirtualClock } from '../../sandbox/clock/virtual-clock.ts';
import { rounded, table } from '../statistics.ts';
import { buildEstate, type Label } from './estate/build.ts';
import { Site } from './estate/site.ts';
import { disagreements, type FoundResource, type RuleScore, scoresOf } from './score.ts';

export interface CostsResult {
  readonly seed: number;
  readonly resources: number;
  readonly nearMisses: number;
  readonly rules: readonly RuleScore[];
  readonly precision: number;
  readonly recall: number;
  /** The worst rule's. */
  readonly leastPrecision: number;
  readonly leastRecall: number;
  /** Dollars of the last thirty days. */
  readonly bill: number;
  readonly monthlySaving: number;
  readonly shareOfBill: number;
  /** What the analysis itself cost. */
  readonly dollars: number;
  readonly disagreements: readonly string[];
}

const METRIC_DAYS = 17;
const MINUTES_MS = 10 * 60_000;

interface Answer {
  readonly status: string;
  readonly spent?: { readonly dollars: number };
  readonly spend?: { readonly amount: number };
  readonly savings?: {
    readonly monthly: number;
    readonly shareOfBill?: number;
    readonly items: readonly FoundResource[];
  };
  readonly nextToken?: string;
}

/**
 * Builds an estate of waste and near misses from a seed, has the product analyse it in the sandbox, and holds what the
 * rules found against the labels that were written when each resource was made. `--seed 7 --copies 8`.
 */
export async function run(args: readonly string[]): Promise<CostsResult> {
  const { values } = parseArgs({
    args: [...args],
    options: { seed: { type: 'string', default: '1' }, copies: { type: 'string', default: '8' } },
  });
  const seed = Number(values.seed);
  const clock = new VirtualClock();
  const account = new Account({ plane: 'model', clock, seed, metricDays: METRIC_DAYS });
  try {
    await installProduct(account);
    const labels = buildEstate(new Site(account, seededRandom(seed)), Number(values.copies));
    const { answer, found } = await analysed(account, clock);
    return scored(seed, labels, answer, found);
  } finally {
    await account.close();
  }
}

async function analysed(account: Account, clock: VirtualClock) {
  const ask = async (input: Record<string, unknown>): Promise<Answer> => {
    const { status, body } = await callOperation(account, 'analyze_costs', input, { profile: 'operator' });
    if (status >= 300) throw new Error(`analyze_costs answered ${status}: ${JSON.stringify(body)}`);
    return body as unknown as Answer;
  };
  await ask({});
  await clock.advanceBy(MINUTES_MS);
  const found: FoundResource[] = [];
  let answer = await ask({ limit: 100 });
  const first = answer;
  if (first.status !== 'COMPLETE') throw new Error(`The analysis is ${first.status}.`);
  for (;;) {
    found.push(...(answer.savings?.items ?? []));
    if (answer.nextToken === undefined) break;
    answer = await ask({ limit: 100, nextToken: answer.nextToken });
  }
  return { answer: first, found };
}

function scored(
  seed: number,
  labels: readonly Label[],
  { spend, savings, spent }: Answer,
  found: readonly FoundResource[],
): CostsResult {
  const rules = scoresOf(labels, found);
  const total = (name: 'right' | 'wrong' | 'missed') => rules.reduce((sum, rule) => sum + rule[name], 0);
  return {
    seed,
    resources: labels.length,
    nearMisses: labels.filter(({ expected }) => expected.length === 0).length,
    rules,
    precision: rounded(total('right') / (total('right') + total('wrong')), 3),
    recall: rounded(total('right') / (total('right') + total('missed')), 3),
    leastPrecision: rounded(Math.min(...rules.map(({ precision }) => precision)), 3),
    leastRecall: rounded(Math.min(...rules.map(({ recall }) => recall)), 3),
    bill: rounded(spend?.amount ?? 0),
    monthlySaving: rounded(savings?.monthly ?? 0),
    shareOfBill: rounded(savings?.shareOfBill ?? 0, 3),
    dollars: spent?.dollars ?? 0,
    disagreements: disagreements(labels, found),
  };
}

export function report(result: CostsResult): string {
  const rows = result.rules.map(({ rule, right, wrong, missed, precision, recall }) => [
    rule,
    right,
    wrong,
    missed,
    rounded(precision, 2),
    rounded(recall, 2),
  ]);
  return [
    `Seed ${result.seed}: ${result.resources} resources made by case, ${result.nearMisses} of them near misses. Asked: precision and recall 0.9 per rule, and more than a tenth of the bill.`,
    '',
    table(['rule', 'right', 'wrong', 'missed', 'precision', 'recall'], rows),
    '',
    `Precision ${result.precision} (worst rule ${result.leastPrecision}), recall ${result.recall} (worst rule ${result.leastRecall}). The bill of thirty days is $${result.bill}; $${result.monthlySaving} a month can be saved, ${rounded(result.shareOfBill * 100, 1)}% of it. The analysis cost $${result.dollars}.`,
    ...result.disagreements.map((words) => `- ${words}`),
  ].join('\n');
}
