import { Miner } from '../../core/logs/miner.ts';
import type { SeededRandom } from '../judge/seeded-random.ts';
import { redrawn } from './mixed-lines.ts';

export interface MemoryPoint {
  readonly lines: number;
  readonly megabytes: number;
  readonly patterns: number;
}

const POINTS = 10;
/** Of the lines, one in so many has a word that was never seen: what a miner without bounds keeps for ever. */
const ODD_ONE_IN = 20;
const MEGABYTE = 2 ** 20;

/**
 * Mines so many lines, made on the way of those given, and tells the resident memory ten times meanwhile. The lines that
 * all are made of are in memory, too.
 */
export function memoryOver(
  lines: readonly string[],
  count: number,
  random: SeededRandom,
  onPoint: (point: MemoryPoint) => void,
): MemoryPoint[] {
  const miner = new Miner();
  const points: MemoryPoint[] = [];
  const every = Math.max(1, Math.floor(count / POINTS));
  for (let taken = 1; taken <= count; taken++) {
    const line = redrawn(lines[taken % lines.length] ?? '', random);
    miner.add(taken % ODD_ONE_IN === 0 ? `${line} ${oddWord(random)} ${oddWord(random)}` : line);
    if (taken % every !== 0) continue;
    const point = { lines: taken, megabytes: megabytes(), patterns: miner.patterns().length };
    points.push(point);
    onPoint(point);
  }
  return points;
}

function megabytes(): number {
  return Math.round(process.memoryUsage.rss() / MEGABYTE);
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

function oddWord(random: SeededRandom): string {
  return Array.from({ length: 8 }, () => LETTERS[Math.floor(random.uniform() * 26)]).join('');
}
