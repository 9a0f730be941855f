import type { TargetGroup } from './target-group.ts';

/** One weighted group of a forward action. */
export interface ForwardTarget {
  readonly group: TargetGroup;
  readonly weight: number;
}

/** What a listener or rule does with a request, as far as the balancer plays it. */
export type RoutingAction =
  | { readonly type: 'forward'; readonly targets: readonly ForwardTarget[]; readonly stickySeconds: number }
  | { readonly type: 'fixed-response'; readonly status: number; readonly body: string };

/** A rule's condition: all of a rule's conditions must hold, one of the values of each suffices. */
export type RuleCondition =
  | { readonly field: 'path-pattern' | 'host-header'; readonly values: readonly string[] }
  | { readonly field: 'http-header'; readonly name: string; readonly values: readonly string[] };

/** A request as rules see it. Header names are in lower case. */
export interface RequestView {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}
