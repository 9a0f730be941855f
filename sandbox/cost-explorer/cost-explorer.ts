import {
  DataUnavailableException,
  type GetCostAndUsageRequest,
  type GetCostAndUsageResponse,
  type GetCostForecastRequest,
  type GetCostForecastResponse,
  type Group,
  type GroupDefinition,
} from '@aws-sdk/client-cost-explorer';
import type { Clock } from '../../functions/clock.ts';
import { refuseOtherMembers, SandboxNotImplemented } from '../hook/not-implemented.ts';
import type { Command, SandboxService } from '../service.ts';
import type { AccountBill, BillLine } from './account-bill.ts';
import { dimensionOf, meets } from './expression.ts';

const FILE = 'sandbox/cost-explorer/cost-explorer.ts';
const DAY_MS = 86_400_000;
const KNOWN = ['TimePeriod', 'Granularity', 'Metrics', 'GroupBy', 'Filter', 'NextPageToken'];
/** Groups of all days that one page holds. */
const PAGE_GROUPS = 5_000;
const LEAST_DAYS = 14;
const RECENT_DAYS = 28;

/** Cost Explorer over the sandbox's own bill. Days end at midnight (UTC), and today is not there yet. */
export class CostExplorer implements SandboxService {
  readonly client = 'CostExplorerClient';
  readonly commands: Readonly<Record<string, Command>>;
  readonly bill: AccountBill;
  readonly #clock: Clock;
  readonly #activeTags = new Set<string>();

  constructor(bill: AccountBill, clock: Clock) {
    this.bill = bill;
    this.#clock = clock;
    const needs = (action: string) => () => [{ action: `ce:${action}`, resource: '*' }];
    const usage: Command<GetCostAndUsageRequest> = {
      run: (input) => this.#costAndUsage(input),
      needs: needs('GetCostAndUsage'),
    };
    const forecast: Command<GetCostForecastRequest> = {
      run: (input) => this.#forecast(input),
      needs: needs('GetCostForecast'),
    };
    this.commands = { GetCostAndUsage: usage as Command, GetCostForecast: forecast as Command };
  }

  /** What the payer account does: from then on costs can be told apart by a tag. */
  activateTag(key: string): void {
    this.#activeTags.add(key);
  }

  /** What was spent in days, without credits and refunds. */
  spent(from: string, to: string): number {
    const usage = this.bill.lines(from, this.#until(to)).filter(({ recordType }) => recordType === 'Usage');
    return usage.reduce((sum, { amount }) => sum + amount, 0);
  }

  #until(to: string): string {
    const today = new Date(this.#clock.now()).toISOString().slice(0, 10);
    return to < today ? to : today;
  }

  #costAndUsage(input: GetCostAndUsageRequest): GetCostAndUsageResponse {
    refuseOtherMembers('GetCostAndUsage', input, KNOWN, FILE);
    if (input.Granularity !== 'DAILY')
      throw new SandboxNotImplemented(`GetCostAndUsage with Granularity ${input.Granularity}`, FILE);
    const { Start = '', End = '' } = input.TimePeriod ?? {};
    const lines = this.bill.lines(Start, this.#until(End)).filter((line) => meets(line, input.Filter));
    const days = [...Map.groupBy(lines, ({ day }) => day)].sort(([one], [other]) => (one < other ? -1 : 1));
    const first = Number(input.NextPageToken ?? 0);
    const results: NonNullable<GetCostAndUsageResponse['ResultsByTime']> = [];
    let groups = 0;
    let next = first;
    for (const [day, some] of days.slice(first)) {
      const found = this.#groups(some, input.GroupBy ?? [], input.Metrics ?? []);
      if (groups > 0 && groups + found.length > PAGE_GROUPS) break;
      groups += found.length;
      next += 1;
      const end = new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
      results.push({ TimePeriod: { Start: day, End: end }, Total: {}, Groups: found, Estimated: false });
    }
    return {
      ResultsByTime: results,
      ...(next < days.length && { NextPageToken: String(next) }),
    };
  }

  #groups(lines: readonly BillLine[], by: readonly GroupDefinition[], metrics: readonly string[]): Group[] {
    const keyed = Map.groupBy(lines, (line) => JSON.stringify(by.map((one) => this.#keyOf(line, one))));
    return [...keyed].map(([keys, some]) => {
      const Amount = String(some.reduce((sum, { amount }) => sum + amount, 0));
      const Metrics = Object.fromEntries(metrics.map((name) => [name, { Amount, Unit: 'USD' }]));
      return { Keys: JSON.parse(keys) as string[], Metrics };
    });
  }

  /** As AWS writes it: `tag$value`, without a value where there is none or the tag is not activated. */
  #keyOf(line: BillLine, { Type, Key = '' }: GroupDefinition): string {
    if (Type !== 'TAG') return dimensionOf(line, Key);
    return `${Key}$${this.#activeTags.has(Key) ? (line.tags[Key] ?? '') : ''}`;
  }

  #forecast({ TimePeriod, Filter }: GetCostForecastRequest): GetCostForecastResponse {
    const today = new Date(this.#clock.now()).toISOString().slice(0, 10);
    const from = new Date(this.#clock.now() - RECENT_DAYS * DAY_MS).toISOString().slice(0, 10);
    const lines = this.bill.lines(from, today).filter((line) => meets(line, Filter));
    const daily = [...Map.groupBy(lines, ({ day }) => day).values()].map((some) =>
      some.reduce((sum, { amount }) => sum + amount, 0),
    );
    if (daily.length < LEAST_DAYS)
      throw new DataUnavailableException({
        message: 'Insufficient amount of historical data to generate forecast.',
        $metadata: { httpStatusCode: 400 },
      });
    const mean = daily.reduce((sum, value) => sum + value, 0) / daily.length;
    const days = (Date.parse(TimePeriod?.End ?? '') - Date.parse(TimePeriod?.Start ?? '')) / DAY_MS;
    const amount = mean * days;
    const spread = 0.1 * amount;
    return {
      Total: { Amount: String(amount), Unit: 'USD' },
      ForecastResultsByTime: [
        {
          TimePeriod,
          MeanValue: String(amount),
          PredictionIntervalLowerBound: String(amount - spread),
          PredictionIntervalUpperBound: String(amount + spread),
        },
      ],
    };
  }
}
