import { Miner } from '../../core/logs/miner.ts';

export interface Throughput {
  readonly lines: number;
  readonly bytes: number;
  /** Lines for each second of processor time of the whole process, garbage collection and compilation included. */
  readonly linesPerSecond: number;
  readonly patterns: number;
}

const RUNS = 5;
const MICROSECONDS = 1e6;

/** Mines lines several times, each time from nothing; the median counts, since other work shares the processor. */
export function throughput(lines: readonly string[]): Throughput {
  const runs = Array.from({ length: RUNS }, () => timed(lines)).sort((one, other) => one.rate - other.rate);
  const { rate, patterns } = runs[Math.floor(RUNS / 2)] ?? { rate: 0, patterns: 0 };
  const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
  return { lines: lines.length, bytes, linesPerSecond: Math.round(rate), patterns };
}

function timed(lines: readonly string[]): { rate: number; patterns: number } {
  const miner = new Miner();
  const from = process.cpuUsage();
  for (const line of lines) miner.add(line);
  const { user, system } = process.cpuUsage(from);
  return { rate: lines.length / ((user + system) / MICROSECONDS), patterns: miner.patterns().length };
}
