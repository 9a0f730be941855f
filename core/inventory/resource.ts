/**
 * One resource of the account, as its service described it. What judges resources (rules of cost, of security) reads
 * these and nothing else, so that a judgement can be repeated from the evidence that was kept.
 */
export interface Resource {
  /** CloudFormation's name of its type, such as `AWS::EC2::Volume`. */
  readonly type: string;
  /** The service's own identifier: a name, an id or an ARN. Unique among those of its type in a region. */
  readonly id: string;
  readonly arn: string;
  /** `global` for what has no region. */
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
  /** What the describe calls answered, under AWS's own member names; dates as ISO 8601 text. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What could not be looked at, and why: a call that was refused, a service that is not on, a budget that was used up. */
export interface Unseen {
  /** Type of resource or name of a service. */
  readonly what: string;
  readonly why: 'ACCESS_DENIED' | 'NOT_ENABLED' | 'THROTTLED' | 'CALL_BUDGET' | 'FAILED';
  /** In words, for people. */
  readonly detail: string;
}
