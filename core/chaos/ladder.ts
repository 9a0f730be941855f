import type { Scope } from './experiment.ts';
import type { Verdict } from './verdict.ts';

/** A rung of the blast ladder: where an experiment runs, and how wide. */
export interface Rung {
  readonly production: boolean;
  readonly scope: Scope;
}

/** From one task where nobody is hurt to a quarter of production. */
export const LADDER: readonly Rung[] = [
  { production: false, scope: { count: 1 } },
  { production: false, scope: { percent: 10 } },
  { production: true, scope: { count: 1 } },
  { production: true, scope: { percent: 10 } },
  { production: true, scope: { percent: 25 } },
];

/** A run that has ended, as the ladder counts it. */
export interface Climbed {
  readonly rung: number;
  readonly verdict: Verdict;
  /** ISO 8601. */
  readonly at: string;
}

export interface Climb {
  /** The rung to run next. */
  readonly rung: number;
  readonly words: string;
}

/** Only a HELD run is climbed on; anything else is run again on its rung, once it is mended. */
export function nextRung(runs: readonly Climbed[]): Climb {
  const last = runs.toSorted((one, other) => one.at.localeCompare(other.at)).at(-1);
  if (!last) return { rung: 0, words: 'It was never run: begin at the lowest rung.' };
  if (last.verdict !== 'HELD')
    return { rung: last.rung, words: `It was ${last.verdict} there: run it again once that is mended.` };
  const top = LADDER.length - 1;
  if (last.rung >= top) return { rung: top, words: 'It held on the highest rung: keep it as a regression.' };
  return { rung: last.rung + 1, words: 'It held: climb one rung.' };
}

/** The widest rung that a scope in an environment stands on. */
export function rungOf(environment: string, scope: Scope): number {
  const production = environment.startsWith('prod');
  const width = (one: Scope) => ('count' in one ? 0 : one.percent);
  const fits = LADDER.findLastIndex(
    (rung) => rung.production === production && width(rung.scope) <= width(scope),
  );
  return Math.max(0, fits);
}
