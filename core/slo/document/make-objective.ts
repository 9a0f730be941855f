import { isReachable, pyrraAlerts, recommendedAlerts } from '../alert-windows.ts';
import { termsOf } from '../count-slot.ts';
import type { BurnAlert, Indicator, Kind, LeastEvents, Method, Objective, TimeWindow } from '../objective.ts';
import { periodSeconds } from '../window.ts';
import type { Alerting } from './alert-policies.ts';
import type { Settings } from './settings.ts';

/** What a document says of an objective, whatever its dialect. */
export interface Told {
  readonly name: string;
  readonly title: string;
  readonly environment: string;
  readonly service: string;
  readonly target: number;
  readonly method: Method;
  readonly window: TimeWindow;
  readonly indicator: Indicator;
  readonly settings: Settings;
  readonly alerting?: Alerting;
}

/** Slots are five minutes, or one where slices would not fit otherwise: the finest that CloudWatch keeps for long. */
const SLOT_SECONDS = 300;
const FINE_SLOT_SECONDS = 60;

/** An objective with everything that its document leaves to us. */
export function makeObjective({ settings, alerting, ...told }: Told): Objective {
  const { indicator, method, target, window } = told;
  const alerts = alerting?.alerts ?? generated(window, settings).filter((one) => isReachable(one, target));
  return {
    ...told,
    kind: settings.kind ?? kindOf(indicator),
    slotSeconds: slotSeconds(method),
    alerts,
    least: leastEvents(indicator, method, settings),
    noData: settings.noData,
    alertWhenVanished: alerting?.alertWhenNoData ?? true,
    policy: settings.policy,
    ...(settings.sla && { sla: settings.sla }),
  };
}

function generated(window: TimeWindow, { windows }: Settings): BurnAlert[] {
  const period = periodSeconds(window);
  return windows === 'pyrra' ? pyrraAlerts(period) : recommendedAlerts(period);
}

function slotSeconds(method: Method): number {
  if (method.kind === 'Occurrences' || method.sliceSeconds % SLOT_SECONDS === 0) return SLOT_SECONDS;
  return FINE_SLOT_SECONDS;
}

const TIMES = /^(TC|PR)\(/;

function kindOf(indicator: Indicator): Kind {
  if (indicator.kind === 'threshold' || indicator.kind === 'raw') return 'other';
  return termsOf(indicator).some(({ stat }) => TIMES.test(stat)) ? 'latency' : 'availability';
}

/** A single bad slice is an event of its own; a few bad requests of hardly any are not. */
function leastEvents(indicator: Indicator, method: Method, { leastBad, leastEvents }: Settings): LeastEvents {
  const counts = indicator.kind !== 'threshold' && indicator.kind !== 'raw' && method.kind === 'Occurrences';
  const usual = counts ? { bad: 3, total: 10 } : { bad: 0, total: 1 };
  return { bad: leastBad ?? usual.bad, total: leastEvents ?? usual.total };
}
