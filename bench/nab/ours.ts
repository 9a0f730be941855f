import { AlarmBudget } from '../../core/anomaly/alarm-budget.ts';
import { alarmPolicy, judgedFrom, type Sensitivity } from '../../core/anomaly/alarm-policy.ts';
import { AnomalyDetector } from '../../core/anomaly/detector.ts';
import { Memory } from '../../core/anomaly/memory.ts';
import { probationOf } from './score.ts';
import type { LabelledSeries } from './series.ts';

/** A series with what the detector makes of each point; the sensitivity is not in it yet. */
export interface Watched extends LabelledSeries {
  /** Nats; NaN where the point was left out. */
  readonly rarities: Float64Array;
}

/** Shows a series to a detector point by point. What is not scored is its warm-up; the future is not told. */
export function watch(series: LabelledSeries): Watched {
  const detector = new AnomalyDetector({ warmUp: probationOf(series.values.length) });
  const rarities = series.values.map((value, at) => {
    const reading = detector.observe(series.times[at] ?? Number.NaN, value);
    return 'rarity' in reading ? reading.rarity : Number.NaN;
  });
  return { ...series, rarities };
}

/** Where the detector gives alarms at this sensitivity. The bench tries many, so views are not made anew for each. */
export function alarmsOf({ rarities, values }: Watched, sensitivity: Sensitivity): number[] {
  const warmUp = probationOf(values.length);
  const budget = new AlarmBudget(new Memory(AlarmBudget.BYTES), alarmPolicy(warmUp, sensitivity));
  const alarms: number[] = [];
  let taken = 0;
  for (const [at, rarity] of rarities.entries()) {
    if (Number.isNaN(rarity)) continue;
    if (taken >= judgedFrom(warmUp) && budget.decide(rarity)) alarms.push(at);
    taken += 1;
  }
  return alarms;
}
