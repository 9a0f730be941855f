import type { MemoryReport } from './facts.ts';

/** Sizes that are recommended; Lambda takes every megabyte between 128 and 10,240. */
const SIZES = [
  128, 256, 384, 512, 768, 1024, 1280, 1536, 1769, 2048, 2560, 3008, 4096, 5120, 6144, 7168, 8192, 9216,
  10_240,
] as const;
/** From there on a function has more than one processor, which few can use. */
const ONE_PROCESSOR_MB = 1769;

/** The smallest size with at least so much; undefined beyond Lambda's largest. */
export function memorySize(leastMb: number): number | undefined {
  return SIZES.find((size) => size >= leastMb);
}

/** How many times as long an invocation takes with another size of memory, and with it another share of a processor. */
export interface Slowdown {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
  /** Whether other sizes were seen at work. */
  readonly measured: boolean;
}

/** Invocations of a size by which it may be judged. */
export const LEAST_INVOCATIONS = 1000;
/** How far the exponent of a measured slowdown may be off. */
const EXPONENT_ERROR = 0.15;

/**
 * Duration goes with memory to the power of minus some exponent: 0 for what waits, 1 for what computes. Where two sizes
 * were seen it is taken from them, else everything between is possible.
 */
export function slowdown(fromMb: number, toMb: number, reports: readonly MemoryReport[]): Slowdown {
  const ratio = fromMb / toMb;
  const seen = exponentOf(reports);
  const [least, likely, most] = seen ?? [0, Math.min(fromMb, toMb) >= ONE_PROCESSOR_MB ? 0.1 : 0.5, 1];
  const factors = [ratio ** least, ratio ** most];
  return {
    low: Math.min(...factors),
    expected: ratio ** likely,
    high: Math.max(...factors),
    measured: seen !== undefined,
  };
}

function exponentOf(reports: readonly MemoryReport[]): [number, number, number] | undefined {
  const known = reports
    .filter(({ invocations, meanMs }) => invocations >= LEAST_INVOCATIONS && meanMs > 0)
    .toSorted((one, other) => one.memoryMb - other.memoryMb);
  const [smallest, largest] = [known.at(0), known.at(-1)];
  if (!smallest || !largest || smallest.memoryMb === largest.memoryMb) return undefined;
  const exponent =
    Math.log(smallest.meanMs / largest.meanMs) / Math.log(largest.memoryMb / smallest.memoryMb);
  const clamped = (value: number) => Math.min(1, Math.max(0, value));
  return [clamped(exponent - EXPONENT_ERROR), clamped(exponent), clamped(exponent + EXPONENT_ERROR)];
}
