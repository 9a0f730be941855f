import type { Experiment } from '../../core/chaos/experiment.ts';
import type { Verdict } from '../../core/chaos/verdict.ts';

/** One experiment of the demonstration, and what the service is made to show. */
export interface Case {
  /** Name of the case; the experiment's unless another one is named. */
  readonly name: string;
  readonly experiment: string;
  readonly service: 'shop' | 'basket' | 'prices';
  readonly expected: Verdict;
}

/**
 * `shop` has three tasks and answers without its payment provider; `basket` has one task and needs the provider;
 * nobody retries for `prices`.
 */
export const CASES: readonly Case[] = [
  { name: 'task-stop', experiment: 'task-stop', service: 'shop', expected: 'HELD' },
  { name: 'latency', experiment: 'latency', service: 'shop', expected: 'HELD' },
  { name: 'packet-loss', experiment: 'packet-loss', service: 'shop', expected: 'HELD' },
  { name: 'dependency-cut', experiment: 'dependency-cut', service: 'shop', expected: 'HELD' },
  { name: 'cpu-stress', experiment: 'cpu-stress', service: 'shop', expected: 'HELD' },
  { name: 'memory-stress', experiment: 'memory-stress', service: 'shop', expected: 'HELD' },
  { name: 'disk-stress', experiment: 'disk-stress', service: 'shop', expected: 'HELD' },
  { name: 'error-injection', experiment: 'error-injection', service: 'shop', expected: 'WEAKNESS' },
  { name: 'only-task-stop', experiment: 'only-task-stop', service: 'basket', expected: 'WEAKNESS' },
  {
    name: 'needed-dependency-cut',
    experiment: 'needed-dependency-cut',
    service: 'basket',
    expected: 'WEAKNESS',
  },
  { name: 'lambda-throttle', experiment: 'lambda-throttle', service: 'prices', expected: 'WEAKNESS' },
  { name: 'lambda-delay', experiment: 'lambda-delay', service: 'prices', expected: 'HELD' },
  { name: 'lambda-error', experiment: 'lambda-error', service: 'prices', expected: 'WEAKNESS' },
];

const FOR_BASKET = ['task-stop', 'dependency-cut'];

/**
 * The experiments of the library with those that are written for `basket`. Nothing of it is left while they last, and
 * that is what they show: a cap on errors would end them or not by when the first bad minute becomes known, two minutes
 * late, so that theirs is on latency alone.
 */
export function withBasket(library: readonly Experiment[]): readonly Experiment[] {
  const written = library
    .filter(({ name }) => FOR_BASKET.includes(name))
    .map((one) => {
      const { errorRate: _cap, ...stop } = one.stop;
      const name = one.name === 'task-stop' ? 'only-task-stop' : 'needed-dependency-cut';
      return { ...one, name, stop };
    });
  return [...library, ...written];
}
