import type { Evidence } from '../../core/logs/evidence.ts';
import { Miner } from '../../core/logs/miner.ts';
import { current } from '../../core/logs/pattern.ts';

/** The group of each line, mined in one pass in the order of the lines; by what the patterns are in the end. */
export function groupsOf(lines: readonly string[], evidence?: Evidence): object[] {
  const miner = new Miner(evidence ? { evidence } : {});
  return lines.map((line) => miner.add(line)).map(current);
}
