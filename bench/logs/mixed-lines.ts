import type { SeededRandom } from '../judge/seeded-random.ts';

const COPIES = 16;
/** Of the digits of each copy. */
const REDRAWN = 0.3;

/** Lines of all logs, each so many times with some of its digits drawn anew, shuffled. */
export function mixedLines(logs: readonly (readonly string[])[], random: SeededRandom): string[] {
  const lines: string[] = [];
  for (let copy = 0; copy < COPIES; copy++)
    for (const log of logs) for (const line of log) lines.push(redrawn(line, random));
  for (let at = lines.length - 1; at > 0; at--) {
    const other = Math.floor(random.uniform() * (at + 1));
    [lines[at], lines[other]] = [lines[other] ?? '', lines[at] ?? ''];
  }
  return lines;
}

/** A line with some of its digits drawn anew. */
export function redrawn(line: string, random: SeededRandom): string {
  return line.replace(/\d/g, (digit) =>
    random.uniform() < REDRAWN ? String(Math.floor(random.uniform() * 10)) : digit,
  );
}
