/** A resource as it is described, and whether the rule beside it finds fault with it. */
export interface RuleCase {
  readonly what: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly fails: boolean;
}

/** One that fails, and two that come near to it and pass. */
export type RuleCases = readonly [RuleCase, RuleCase, RuleCase, ...RuleCase[]];
