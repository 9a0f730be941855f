import {
  CostExplorerClient,
  type Expression,
  GetCostAndUsageCommand,
  type GetCostAndUsageCommandInput,
  type ResultByTime,
  type CostExplorerServiceException as ServiceException,
} from '@aws-sdk/client-cost-explorer';
import { digest } from '../../core/canonical.ts';
import type { Window } from '../../core/costs/bill.ts';
import { isAwsError } from '../../core/errors.ts';
import type { Context } from '../context.ts';
import { CallBudgetSpent } from '../inventory/lister.ts';
import { hundredths } from './cents.ts';
import { keepAnswer, readAnswer } from './parts-store.ts';
import { readRequests, writeRequests } from './requests-store.ts';

/** Amounts of one day, by the names of the groups that were asked for. */
export interface GroupedDay {
  readonly day: string;
  readonly keys: readonly string[];
  readonly amount: number;
  readonly amortised: number;
}

type GroupBy = NonNullable<GetCostAndUsageCommandInput['GroupBy']>;

/** Whose requests are counted, and how many there may be. */
export interface Allowance {
  readonly analysisId: string;
  readonly mostRequests: number;
}

/**
 * Cost Explorer at a cent a request: every answer is kept until the day is over (AWS works bills out a few times a day),
 * and no more requests are made than the analysis may, however often its step begins anew.
 */
export class CostExplorer {
  readonly #context: Context;
  readonly #allowance: Allowance;

  constructor(context: Context, allowance: Allowance) {
    this.#context = context;
    this.#allowance = allowance;
  }

  /** Requests that the analysis has made, each of which costs. */
  requests(): Promise<number> {
    return readRequests(this.#context, this.#allowance.analysisId);
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
   * One request, counted before it is made: a step that dies in between has paid for it. What AWS refuses is free and
   * not counted.
   * @throws CallBudgetSpent
   */
  async paid<T>(send: () => Promise<T>): Promise<T> {
    const { analysisId, mostRequests } = this.#allowance;
    const from = await this.requests();
    if (from >= mostRequests) throw new CallBudgetSpent();
    const to = from + 1;
    await writeRequests(this.#context, analysisId, { from, to });
    try {
      return await send();
    } catch (error) {
      if (isAnswer(error)) await writeRequests(this.#context, analysisId, { from: to, to: from });
      throw error;
    }
  }
}

/** Whether AWS answered at all; of a request that ended without a word nobody knows whether it was charged. */
function isAnswer(error: unknown): boolean {
  if (!isAwsError(error)) return false;
  const { $metadata } = error as Partial<ServiceException>;
  return $metadata?.httpStatusCode !== undefined;
}

function groupsOf({ TimePeriod, Groups = [] }: ResultByTime): GroupedDay[] {
  return Groups.map(({ Keys = [], Metrics = {} }) => ({
    day: TimePeriod?.Start ?? '',
    keys: Keys,
    amount: hundredths(Number(Metrics['UnblendedCost']?.Amount ?? 0)),
    amortised: hundredths(Number(Metrics['AmortizedCost']?.Amount ?? 0)),
  }));
}
