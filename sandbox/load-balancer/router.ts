import type { ForwardTarget, RequestView, RoutingAction, RuleCondition } from './action.ts';
import { Propagated } from './propagated.ts';
import { matches } from './rule-match.ts';
import { WeightedShare } from './weighted-share.ts';

type Plan =
  | {
      readonly type: 'forward';
      readonly share: WeightedShare<ForwardTarget>;
      readonly stickySeconds: number;
    }
  | Extract<RoutingAction, { type: 'fixed-response' }>;

interface Route {
  readonly priority: number;
  readonly conditions: readonly RuleCondition[];
  readonly plan: Propagated<Plan>;
}

function planOf(action: RoutingAction): Plan {
  if (action.type === 'fixed-response') return action;
  return { type: 'forward', share: new WeightedShare(action.targets), stickySeconds: action.stickySeconds };
}

/** The running side of a listener: its rules by priority, its default action last. */
export class Router {
  readonly loadBalancerArn: string;
  readonly #default: Propagated<Plan>;
  readonly #routes = new Map<string, Route>();
  #ordered: Route[] = [];

  constructor(loadBalancerArn: string, defaultAction: RoutingAction) {
    this.loadBalancerArn = loadBalancerArn;
    this.#default = new Propagated(planOf(defaultAction));
  }

  /** Replaces the default action from the time `from` on. */
  setDefault(action: RoutingAction, from: number): void {
    this.#default.set(planOf(action), from);
  }

  addRule(id: string, priority: number, conditions: readonly RuleCondition[], action: RoutingAction): void {
    this.#routes.set(id, { priority, conditions, plan: new Propagated(planOf(action)) });
    this.#order();
  }

  removeRule(id: string): void {
    this.#routes.delete(id);
    this.#order();
  }

  /** Moves a rule among the others at once. */
  setPriority(id: string, priority: number): void {
    const route = this.#routes.get(id);
    if (route !== undefined) this.#routes.set(id, { ...route, priority });
    this.#order();
  }

  /** Replaces a rule's action from the time `from` on. */
  setRule(id: string, action: RoutingAction, from: number): void {
    this.#routes.get(id)?.plan.set(planOf(action), from);
  }

  /** Replaces a rule's conditions at once. */
  setConditions(id: string, conditions: readonly RuleCondition[]): void {
    const route = this.#routes.get(id);
    if (route === undefined) return;
    this.#routes.set(id, { ...route, conditions });
    this.#order();
  }

  /** What is to be done with a request at `now`: the first rule that matches, else the default action. */
  plan(request: RequestView, now: number): Plan {
    const route = this.#ordered.find(({ conditions }) => matches(conditions, request));
    return (route?.plan ?? this.#default).at(now);
  }

  #order(): void {
    this.#ordered = [...this.#routes.values()].sort((one, other) => one.priority - other.priority);
  }
}
