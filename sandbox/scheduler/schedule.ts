/** What a schedule calls. */
export interface ScheduleTarget {
  readonly Arn: string;
  readonly RoleArn: string;
  readonly Input?: string;
  readonly RetryPolicy: { readonly MaximumEventAgeInSeconds: number; readonly MaximumRetryAttempts: number };
  readonly DeadLetterConfig?: { readonly Arn: string };
}

/** A schedule as it is kept: plain JSON, with moments in milliseconds since the epoch. */
export interface Schedule {
  readonly name: string;
  readonly group: string;
  readonly arn: string;
  readonly expression: string;
  readonly timeZone: string;
  readonly state: 'ENABLED' | 'DISABLED';
  readonly actionAfterCompletion: 'NONE' | 'DELETE';
  readonly target: ScheduleTarget;
  readonly description?: string;
  readonly startAt?: number;
  readonly endAt?: number;
  readonly createdAt: number;
  readonly modifiedAt: number;
  /** The scheduled time of the last invocation that was started; what is due counts from here. */
  readonly lastInvokedFor?: number;
  readonly clientToken?: string;
}
