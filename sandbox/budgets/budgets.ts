import type { DescribeBudgetsRequest, DescribeBudgetsResponse } from '@aws-sdk/client-budgets';
import type { Clock } from '../../functions/clock.ts';
import type { CostExplorer } from '../cost-explorer/cost-explorer.ts';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { AccountScope, Command, SandboxService } from '../service.ts';

const FILE = 'sandbox/budgets/budgets.ts';
const DAYS_OF_MONTH = 30;

/** Monthly budgets of costs, held against the sandbox's own bill. */
export class Budgets implements SandboxService {
  readonly client = 'BudgetsClient';
  readonly commands: Readonly<Record<string, Command>>;
  readonly #limits = new Map<string, number>();
  readonly #costs: CostExplorer;
  readonly #clock: Clock;

  constructor(scope: AccountScope, costs: CostExplorer) {
    this.#costs = costs;
    this.#clock = scope.clock;
    const describe: Command<DescribeBudgetsRequest> = {
      run: (input) => {
        refuseOtherMembers('DescribeBudgets', input, ['AccountId', 'MaxResults', 'NextToken'], FILE);
        return this.#describe();
      },
      needs: () => [
        { action: 'budgets:ViewBudget', resource: `arn:aws:budgets::${scope.accountId}:budget/*` },
      ],
    };
    this.commands = { DescribeBudgets: describe as Command };
  }

  /** Makes a monthly budget in dollars. */
  createBudget(name: string, limit: number): void {
    this.#limits.set(name, limit);
  }

  #describe(): DescribeBudgetsResponse {
    const today = new Date(this.#clock.now()).toISOString().slice(0, 10);
    const actual = this.#costs.spent(`${today.slice(0, 7)}-01`, today);
    const daysGone = Number(today.slice(8)) - 1;
    const forecast = daysGone > 0 ? (actual / daysGone) * DAYS_OF_MONTH : undefined;
    const money = (amount: number) => ({ Amount: String(amount), Unit: 'USD' });
    return {
      Budgets: [...this.#limits].map(([BudgetName, limit]) => ({
        BudgetName,
        BudgetType: 'COST',
        TimeUnit: 'MONTHLY',
        BudgetLimit: money(limit),
        CalculatedSpend: {
          ActualSpend: money(actual),
          ...(forecast !== undefined && { ForecastedSpend: money(forecast) }),
        },
      })),
    };
  }
}
