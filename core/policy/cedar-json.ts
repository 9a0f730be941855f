/**
 * Policies in Cedar's JSON form, as its own tools write them from the text. Source: the JSON policy format of the Cedar
 * policy language's reference guide.
 */
export interface PolicyJson {
  readonly effect: 'permit' | 'forbid';
  readonly principal: ScopeJson;
  readonly action: ScopeJson;
  readonly resource: ScopeJson;
  readonly conditions: readonly { readonly kind: 'when' | 'unless'; readonly body: ExpressionJson }[];
  readonly annotations?: Readonly<Record<string, string | null>>;
}

export interface UidJson {
  readonly type: string;
  readonly id: string;
}

/** What a policy says of its principal, action or resource before its conditions. */
export interface ScopeJson {
  readonly op: string;
  readonly entity?: UidJson;
  readonly entities?: readonly UidJson[];
  readonly entity_type?: string;
  readonly in?: { readonly entity?: UidJson };
  readonly slot?: string;
}

/** An expression: an object with one key, which names the operator. */
export type ExpressionJson = Readonly<Record<string, unknown>>;
