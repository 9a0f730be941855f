import { Budgets } from '../budgets/budgets.ts';
import { ComputeOptimizer } from '../compute-optimizer/compute-optimizer.ts';
import { AccountBill } from '../cost-explorer/account-bill.ts';
import { CostExplorer } from '../cost-explorer/cost-explorer.ts';
import { CostOptimizationHub } from '../cost-optimization-hub/cost-optimization-hub.ts';
import type { Ecs } from '../ecs/ecs.ts';
import type { Estate } from '../estate/estate.ts';
import type { AccountScope, SandboxService } from '../service.ts';

/** What AWS bills an account, and what it advises to spend less. */
export class Billing {
  readonly bill: AccountBill;
  readonly costs: CostExplorer;
  readonly budgets: Budgets;
  readonly hub: CostOptimizationHub;
  readonly optimizer: ComputeOptimizer;

  constructor(scope: AccountScope, estate: Estate, ecs: Ecs) {
    this.bill = new AccountBill(estate, ecs);
    this.costs = new CostExplorer(this.bill, scope.clock);
    this.budgets = new Budgets(scope, this.costs);
    this.hub = new CostOptimizationHub(scope, estate);
    this.optimizer = new ComputeOptimizer(estate);
  }

  get services(): readonly SandboxService[] {
    return [this.costs, this.budgets, this.hub, this.optimizer];
  }
}
