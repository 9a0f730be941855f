import {
  CostExplorerClient,
  type Expression,
  GetCostAndUsageCommand,
  type GetCostAndUsageCommandInput,
  type ResultByTime,
} from '@aws-sdk/client-cost-explorer';
import { digest } from '../../core/canonical.ts';
import type { Window } from '../../core/costs/bill.ts';
import type { Context } from '../context.ts';
import { CallBudgetSpent } from '../inventory/lister.ts';
import { hundredths } from './cents.ts';
import { keepAnswer, readAnswer } from './parts-store.ts';

/** Amounts of one day, by the names of the groups that were asked for. */
export interface GroupedDay {
  readonly day: string;
  readonly keys: readonly string[];
  readonly amount: number;
  readonly amortised: number;
}

type GroupBy = NonNullable<GetCostAndUsageCommandInput['GroupBy']>;

/**
 * Cost Explorer at a cent a request: every answer is kept until the day is over (AWS works bills out a few times a day),
 * and no more requests are made than the analysis may.
 */
export class CostExplorer {
  readonly #context: Context;
  readonly #most: number;
  #requests = 0;

  constructor(context: Context, most: number) {
    this.#context = context;
    this.#most = most;
  }

  /** Requests that were made, each of which costs. */
  get requests(): number {
    return this.#requests;
  }

  /**
   * Costs day by day.
   * @throws CallBudgetSpent when a page is left that may not be asked for
   */
  async daily({ from, to }: Window, GroupBy: GroupBy, filter?: Expression): Promise<readonly GroupedDay[]> {
    const input: GetCostAndUsageCommandInput = {
      TimePeriod: { Start: from, End: to },
      Granularity: 'DAILY',
      Metrics: ['UnblendedCost', 'AmortizedCost'],
      GroupBy,
      ...(filter && { Filter: filter }),
    };
    return this.once(input, async () => {
      const days: GroupedDay[] = [];
      let NextPageToken: string | undefined;
      do {
        const page: GetCostAndUsageCommandInput = { ...input, ...(NextPageToken && { NextPageToken }) };
        const answer = await this.paid(() =>
          this.#context.clients(CostExplorerClient).send(new GetCostAndUsageCommand(page)),
        );
        days.push(...(answer.ResultsByTime ?? []).flatMap(groupsOf));
        NextPageToken = answer.NextPageToken;
      } while (NextPageToken);
      return days;
    });
  }

  /** What was answered today, or else what is answered now. */
  async once<T>(question: object, ask: () => Promise<T>): Promise<T> {
    const day = new Date(this.#context.clock.now()).toISOString().slice(0, 10);
    const hash = digest([day, question]).slice(0, 32);
    const known = await readAnswer<T>(this.#context, hash);
    if (known !== undefined) return known;
    const answer = await ask();
    await keepAnswer(this.#context, hash, answer);
    return answer;
  }

  /**
   * One request. Those that fail cost nothing.
   * @throws CallBudgetSpent
   */
  async paid<T>(send: () => Promise<T>): Promise<T> {
    if (this.#requests >= this.#most) throw new CallBudgetSpent();
    const answer = await send();
    this.#requests += 1;
    return answer;
  }
}

function groupsOf({ TimePeriod, Groups = [] }: ResultByTime): GroupedDay[] {
  return Groups.map(({ Keys = [], Metrics = {} }) => ({
    day: TimePeriod?.Start ?? '',
    keys: Keys,
    amount: hundredths(Number(Metrics['UnblendedCost']?.Amount ?? 0)),
    amortised: hundredths(Number(Metrics['AmortizedCost']?.Amount ?? 0)),
  }));
}
