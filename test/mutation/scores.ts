import { partOf } from './deciding-files.ts';

/** What is read of Stryker's report (mutation-testing-report-schema). */
export interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>;
}

interface Mutant {
  readonly status: string;
}

/** Mutants of one part of core/ by what became of them. */
export interface Score {
  readonly part: string;
  readonly detected: number;
  readonly undetected: number;
  /** Share of the mutants that a test noticed, in percent. */
  readonly percent: number;
}

/** Every deciding part must reach it by itself: a good folder makes up for no bad one. */
export const LEAST_PERCENT = 90;

const DETECTED = ['Killed', 'Timeout'];
const UNDETECTED = ['Survived', 'NoCoverage'];

/**
 * The score of each deciding part that the report knows. Mutants that are ignored, or that break a test file before
 * any of its tests can run, count neither way, as in Stryker's own score.
 */
export function scoresOf({ files }: Report): Score[] {
  const statuses = new Map<string, string[]>();
  for (const [path, { mutants }] of Object.entries(files)) {
    const part = partOf(path);
    if (part === undefined) continue;
    statuses.set(part, [...(statuses.get(part) ?? []), ...mutants.map(({ status }) => status)]);
  }
  return [...statuses].map(([part, all]) => {
    const detected = all.filter((status) => DETECTED.includes(status)).length;
    const undetected = all.filter((status) => UNDETECTED.includes(status)).length;
    const counted = detected + undetected;
    return { part, detected, undetected, percent: counted === 0 ? 100 : (100 * detected) / counted };
  });
}

/** The parts that do not reach the least score. */
export function tooLow(scores: readonly Score[]): Score[] {
  return scores.filter(({ percent }) => percent < LEAST_PERCENT);
}

/** One line for each part, and one for all. */
export function summary(scores: readonly Score[]): string {
  const sum = (of: (score: Score) => number) => scores.reduce((total, score) => total + of(score), 0);
  const [detected, undetected] = [sum((score) => score.detected), sum((score) => score.undetected)];
  const counted = Math.max(1, detected + undetected);
  const all = { part: 'all', detected, undetected, percent: (100 * detected) / counted };
  return [...scores, all].map(line).join('\n');
}

function line({ part, detected, undetected, percent }: Score): string {
  // Rounded down: 89.96 is not 90.
  const shown = (Math.floor(percent * 10) / 10).toFixed(1);
  const mark = percent < LEAST_PERCENT ? `  below ${LEAST_PERCENT}` : '';
  return `${part.padEnd(14)} ${shown.padStart(5)}%  ${detected} of ${detected + undetected} mutants noticed${mark}`;
}
