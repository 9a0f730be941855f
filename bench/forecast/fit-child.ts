/** Fits a series of 4,032 values of five minutes in a process of its own; prints what that took as JSON. */
import { forecastOf } from '../../core/forecast/forecast.ts';
import { MOST_POINTS } from '../../core/forecast/series.ts';

const PERIOD_SECONDS = 300;
const DAY = 288;

/** A load with a day, a week, a drift and spikes; the same at every run. */
function load(index: number): number {
  const day = Math.sin((2 * Math.PI * index) / DAY);
  const week = Math.floor(index / DAY) % 7 < 5 ? 1 : 0.6;
  const noise = ((index * 7919) % 1009) / 1009 - 0.5;
  return week * (100 + 40 * day) + 10 * noise + index / 200 + (index % 397 === 0 ? 80 : 0);
}

const values = Float64Array.from({ length: MOST_POINTS }, (_, index) => load(index));
const series = { startsAt: 0, periodSeconds: PERIOD_SECONDS, values, notSeen: [] };
const before = process.cpuUsage();
forecastOf(series, { horizon: DAY, quantiles: [0.1, 0.5, 0.9] });
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ cpuMs: (user + system) / 1000, peakMb: process.resourceUsage().maxRSS / 1024 }));
