import type { PutCompositeAlarmInput, PutMetricAlarmInput, StateValue } from '@aws-sdk/client-cloudwatch';

/** The state of an alarm and why; times in milliseconds since the epoch, `reasonData` is JSON text. */
export interface AlarmState {
  readonly value: StateValue;
  readonly reason: string;
  readonly reasonData?: string;
  readonly updatedAt: number;
  readonly transitionedAt: number;
}

interface AlarmBase {
  readonly name: string;
  readonly arn: string;
  readonly configuredAt: number;
  readonly state: AlarmState;
}

export interface MetricAlarmRecord extends AlarmBase {
  readonly kind: 'metric';
  readonly configuration: PutMetricAlarmInput;
  /** The id that events give to the alarm's one metric: a UUID. */
  readonly metricId: string;
  /** When the alarm was last evaluated. */
  readonly evaluatedAt?: number;
}

export interface CompositeAlarmRecord extends AlarmBase {
  readonly kind: 'composite';
  readonly configuration: PutCompositeAlarmInput;
}

/** An alarm as it is kept: plain JSON, with its configuration as the SDK input that made it. */
export type AlarmRecord = MetricAlarmRecord | CompositeAlarmRecord;

/** The state of an alarm that has not been evaluated yet. */
export function initialState(now: number): AlarmState {
  return {
    value: 'INSUFFICIENT_DATA',
    reason: 'Unchecked: Initial alarm creation',
    updatedAt: now,
    transitionedAt: now,
  };
}

/** A time as CloudWatch writes it in events: `2019-10-02T17:04:40.989+0000`. */
export const eventTime = (time: number): string => new Date(time).toISOString().replace('Z', '+0000');
