import type { Compared } from './baseline.ts';
import type { Facts } from './facts.ts';
import type { Measures, Metric } from './measures.ts';
import { percent } from './percent.ts';
import { largest } from './period.ts';

export const BOTTLENECKS = [
  'CONCURRENCY',
  'MEMORY',
  'CPU',
  'TIMEOUT',
  'COLD_STARTS',
  'ERRORS',
  'DEPENDENCY_OR_CODE',
  'NONE',
  'NO_DATA',
] as const;

/** What holds a service back most, and what says so. */
export interface Bottleneck {
  readonly name: (typeof BOTTLENECKS)[number];
  readonly evidence: string;
}

/** Of all requests. */
const TURNED_AWAY = 0.001;
const COLD = 0.05;
const FAILING = 0.01;
/** Percent. */
const MEMORY_FULL = 90;
const CPU_FULL = 80;
/** Of the time-out. */
const NEAR = 0.95;

/**
 * Names the bottleneck: what turns requests away before what slows them down, and a resource that is full before
 * everything that merely got worse.
 */
export function bottleneckOf(
  { setting, window }: Pick<Facts, 'setting' | 'window'>,
  measures: Measures,
  compared: readonly Compared[],
): Bottleneck {
  const worse = (metric: Metric) => compared.find((one) => one.metric === metric && one.verdict === 'WORSE');
  const { throttles = 0, memory = 0, cpu = 0, errors = 0, 'cold-starts': cold = 0 } = measures;
  if (throttles >= TURNED_AWAY)
    return { name: 'CONCURRENCY', evidence: `${percent(throttles)} of the requests were turned away.` };
  if (memory >= MEMORY_FULL)
    return { name: 'MEMORY', evidence: `Up to ${percent(memory / 100)} of the memory was used.` };
  if (cpu >= CPU_FULL)
    return { name: 'CPU', evidence: `${percent(cpu / 100)} of the CPU was used on average.` };
  const slowest = largest(window, 'maxMs') ?? 0;
  if (setting.type === 'function' && slowest >= NEAR * setting.timeoutSeconds * 1000)
    return {
      name: 'TIMEOUT',
      evidence: `The slowest request took ${Math.round(slowest)} ms of the ${setting.timeoutSeconds} s that it may.`,
    };
  if (cold >= COLD)
    return { name: 'COLD_STARTS', evidence: `${percent(cold)} of the invocations started cold.` };
  if (errors >= FAILING || worse('errors'))
    return { name: 'ERRORS', evidence: `${percent(errors)} of the requests failed.` };
  return slowOrNone(measures, worse('latency'), [measures.memory, measures.cpu]);
}

function slowOrNone(
  measures: Measures,
  latency: Compared | undefined,
  resources: readonly (number | undefined)[],
): Bottleneck {
  if (measures.throughput === undefined)
    return { name: 'NO_DATA', evidence: 'Nothing was measured of its requests.' };
  if (!latency?.baseline) {
    const words = resources.every((value) => value === undefined)
      ? 'Nothing got slower; how much of its resources it uses is not known.'
      : 'Nothing is full, and nothing got slower.';
    return { name: 'NONE', evidence: words };
  }
  const { value = 0, baseline } = latency;
  return {
    name: 'DEPENDENCY_OR_CODE',
    evidence: `Its p95 is ${value} ms, where up to ${baseline.high} ms are ordinary, and no resource that was measured is full: the time goes into waiting for something else, or into other code.`,
  };
}
