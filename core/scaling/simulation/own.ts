import { type Forecast, forecastOf } from '../../forecast/forecast.ts';
import { type Point, seriesOf } from '../../forecast/series.ts';
import type { Change } from '../change.ts';
import { decide } from '../decide.ts';
import type { Made } from '../facts.ts';
import { COOLDOWN_SECONDS, type ScalingPolicy } from '../policy.ts';
import { LEVEL } from '../predictive.ts';
import { unitsAt } from '../units-at.ts';
import type { Limits, Scaler, View } from './scaler.ts';

export interface OwnOptions {
  readonly predictive: boolean;
  /** How many minutes from one look to the next. */
  readonly everyMinutes: number;
  /** How long a unit needs until it is ready; milliseconds. */
  readonly leadMs: number;
}

const PERIOD_SECONDS = 300;
const FORECAST_EVERY_MS = 3_600_000;
const HORIZON = 18;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** The very decision that scale_resources makes, with the load itself as what is forecast. */
export function own(limits: Limits, { predictive, everyMinutes, leadMs }: OwnOptions): Scaler {
  const policy: ScalingPolicy = {
    resource: { type: 'ecs-service' },
    metric: 'cpu',
    ...limits,
    cooldownSeconds: COOLDOWN_SECONDS,
    predictive: predictive ? 'scale' : 'off',
    schedules: [],
    automatic: true,
  };
  const memory: Memory = {
    points: [],
    changes: [],
    forecastAt: Number.NEGATIVE_INFINITY,
    forecast: undefined,
  };
  let minute = -1;
  return {
    name: predictive ? 'operate, with its forecast' : 'operate',
    decide(view) {
      minute++;
      if (predictive) remember(memory, view);
      if (minute % everyMinutes !== 0) return view.units;
      const { now, units, ready } = view;
      const minutes = view.minutes.slice(-30).map(({ at, value }) => ({
        at,
        value,
        units: unitsAt(at, { units, ready }, memory.changes, leadMs),
      }));
      const made: Made[] = memory.changes.map(({ at, direction }) => ({ at: Date.parse(at), direction }));
      const { setting, from, to } = decide({
        now,
        wish: { action: 'auto', forced: false },
        policy,
        capacity: { name: 'units', units, ready, least: 1 },
        minutes,
        leadMs,
        made,
        // A unit of load needs as many units as bring it to its target.
        ...(predictive && {
          ahead: {
            forecast: memory.forecast,
            unitsPerLoad: 100 / limits.target,
            leadMs: leadMs + everyMinutes * MINUTE_MS,
          },
        }),
      });
      if (!setting) return units;
      memory.changes.unshift(changed(now, from, to));
      memory.changes.splice(20);
      return to;
    },
  };
}

interface Memory {
  readonly points: Point[];
  readonly changes: Change[];
  forecastAt: number;
  forecast: Forecast | undefined;
}

/** The load as it was measured, and once an hour what is expected of it. */
function remember(memory: Memory, { now, minutes }: View): void {
  const newest = minutes.at(-1);
  if (newest && newest.at !== memory.points.at(-1)?.at)
    memory.points.push({ at: newest.at, value: (newest.value * newest.units) / 100 });
  if (now - memory.forecastAt < FORECAST_EVERY_MS) return;
  memory.forecastAt = now;
  const to = Math.floor(now / (PERIOD_SECONDS * 1000)) * PERIOD_SECONDS * 1000;
  memory.forecast = forecastOf(seriesOf(memory.points, PERIOD_SECONDS, to), {
    horizon: HORIZON,
    quantiles: [LEVEL],
  });
}

function changed(now: number, from: number, to: number): Change {
  const at = new Date(now).toISOString();
  const direction = to > from ? 'out' : 'in';
  return {
    id: '',
    resource: '',
    direction,
    from,
    to,
    setting: { units: to },
    undo: { units: from },
    words: '',
    at,
    by: '',
    state: { name: 'DONE', at, proof: '' },
  };
}

export { HOUR_MS };
