import type { Capacity } from '../../../core/scaling/facts.ts';
import type { Setting } from '../../../core/scaling/setting.ts';
import type { MetricQuery } from '../../rollouts/metrics.ts';

/** The metric that a policy names, as CloudWatch has it for one resource. */
export interface Measured {
  readonly queries: readonly MetricQuery[];
  /** What the queries' values of a minute say of one of so many units; undefined where nothing was measured. */
  readingOf(value: (id: string) => number | undefined, units: number): number | undefined;
}

/** What can be scaled: its capacity as AWS has it now, and how it is set. */
export interface ScalingDriver {
  readonly leadMs: number;
  read(): Promise<Capacity>;
  /** Sets what is given, whatever there is; done again it changes nothing. */
  write(setting: Setting): Promise<void>;
  /** Undefined where this resource has no such metric. */
  measured(capacity: Capacity): Measured | undefined;
}
