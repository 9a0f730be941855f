import type { Anomaly, Driver } from '../../core/costs/anomalies.ts';
import type { BillRow, Window } from '../../core/costs/bill.ts';
import type { BudgetState } from '../../core/costs/budget.ts';
import type { Metered } from '../../core/costs/meter.ts';
import type { MonthForecast } from '../../core/costs/month-forecast.ts';

/** What one registered service cost on one day, by its tag. */
export interface TaggedRow {
  readonly day: string;
  readonly environment: string;
  readonly service: string;
  readonly amount: number;
  readonly amortised: number;
}

export interface ExplainedAnomaly extends Anomaly {
  readonly drivers: readonly Driver[];
}

/** All that an analysis knows of the bill. */
export interface Bill {
  /** Days that are known. */
  readonly known: Window;
  readonly rows: readonly BillRow[];
  readonly tagged: readonly TaggedRow[];
  readonly budgets: readonly BudgetState[];
  readonly anomalies: readonly ExplainedAnomaly[];
  readonly forecast?: MonthForecast;
  readonly missing: readonly string[];
  readonly notSeen: readonly string[];
  readonly metered: Metered;
}

/** The part of an analysis that holds it. */
export const BILL = 'BILL';
