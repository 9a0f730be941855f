import { seriesOf } from '../../core/forecast/series.ts';
import { type Load, loadOf, perUnitFor, type Recording } from '../../core/scaling/simulation/load.ts';
import { seeded } from '../../sandbox/seeded-random.ts';
import { nabSeries } from '../forecast/nab-series.ts';

/** Units that the mean of each load keeps at their target. */
const UNITS_AT_MEAN = 8;
const DAY_MINUTES = 1440;
const DAYS = 14;
const STARTS_AT = Date.UTC(2026, 0, 5);

/** The CloudWatch series of the Numenta Anomaly Benchmark, their shape taken as load. */
export async function recordedLoads(folder: string, target: number): Promise<Load[]> {
  const all = await nabSeries(folder);
  return all
    .filter(({ group }) => group === 'CloudWatch')
    .map(({ file, periodSeconds, points }) => {
      const { startsAt, values } = seriesOf(points, periodSeconds);
      return asLoad({ name: file.split('/').at(-1) ?? file, startsAt, periodSeconds, values }, target);
    });
}

/** Loads that a service may have, each two weeks: a day's wave, working days, bursts, a walk, steps and a flash crowd. */
export function generatedLoads(seed: number, target: number): Load[] {
  const random = seeded(seed);
  const noise = () => (random() + random() + random() - 1.5) / 1.5;
  const wave = (minute: number) => 1 + 0.7 * Math.sin(2 * Math.PI * (minute / DAY_MINUTES - 0.3));
  const isWorkday = (minute: number) => Math.floor(minute / DAY_MINUTES) % 7 < 5;
  let level = 1;
  let burst = 0;
  const shapes: Record<string, (minute: number) => number> = {
    'day wave': (minute) => wave(minute) * (1 + 0.08 * noise()),
    'working days': (minute) =>
      (isWorkday(minute) ? wave(minute) : 0.35 * wave(minute)) * (1 + 0.1 * noise()),
    'batch at the hour': (minute) => (minute % 60 < 12 ? 2.4 : 0.7) * (1 + 0.05 * noise()),
    bursts: (minute) => {
      if (random() < 1 / 240) burst = 20 + Math.floor(random() * 40);
      burst = Math.max(0, burst - 1);
      return (wave(minute) + (burst > 0 ? 2 : 0)) * (1 + 0.1 * noise());
    },
    'random walk': () => {
      level = Math.min(3, Math.max(0.2, level + 0.03 * noise()));
      return level * (1 + 0.05 * noise());
    },
    'steps at nine': (minute) => {
      const ofDay = minute % DAY_MINUTES;
      return (ofDay >= 540 && ofDay < 1080 ? 2 : 0.5) * (1 + 0.06 * noise());
    },
    'flash crowd': (minute) => {
      const at = (minute % (3 * DAY_MINUTES)) - 2000;
      return (wave(minute) + (at > 0 && at < 180 ? 3 * Math.min(1, at / 10) : 0)) * (1 + 0.08 * noise());
    },
  };
  return Object.entries(shapes).map(([name, shape]) => {
    const values = Float64Array.from({ length: DAYS * DAY_MINUTES }, (_, minute) =>
      Math.max(0, shape(minute)),
    );
    return asLoad({ name, startsAt: STARTS_AT, periodSeconds: 60, values }, target);
  });
}

function asLoad(recording: Recording, target: number): Load {
  return loadOf(recording, perUnitFor(recording, UNITS_AT_MEAN, target));
}
