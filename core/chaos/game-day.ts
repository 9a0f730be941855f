import type { GameDay } from './experiment.ts';

/** What operations did about a fault, in seconds since it was injected; absent where it did not happen. */
export interface Reactions {
  readonly alarmAfter?: number;
  readonly incidentAfter?: number;
  /** The cause that was named first. */
  readonly cause?: string;
  readonly causeAfter?: number;
  /** The runbook that ended well. */
  readonly runbook?: string;
  readonly fixedAfter?: number;
}

export interface GradeLine {
  readonly what: 'alarm fired' | 'incident opened' | 'cause named' | 'runbook fixed it';
  readonly passed: boolean;
  readonly words: string;
}

export interface Grade {
  readonly passed: number;
  readonly of: number;
  readonly lines: readonly GradeLine[];
}

/** Grades operations, not the service: whether somebody noticed, knew why and repaired it, and how soon. */
export function gradeGameDay(wanted: GameDay, seen: Reactions): Grade {
  const lines: GradeLine[] = [
    inTime('alarm fired', seen.alarmAfter, wanted.alarmWithinSeconds),
    inTime('incident opened', seen.incidentAfter, wanted.incidentWithinSeconds),
  ];
  if (wanted.cause !== undefined) lines.push(named('cause named', seen.cause, wanted.cause, seen.causeAfter));
  if (wanted.runbook !== undefined)
    lines.push(named('runbook fixed it', seen.runbook, wanted.runbook, seen.fixedAfter));
  return { passed: lines.filter(({ passed }) => passed).length, of: lines.length, lines };
}

function inTime(what: GradeLine['what'], after: number | undefined, within: number): GradeLine {
  if (after === undefined) return { what, passed: false, words: 'It did not happen.' };
  return { what, passed: after <= within, words: `After ${after} s; ${within} s were asked.` };
}

function named(
  what: GradeLine['what'],
  found: string | undefined,
  wanted: string,
  after: number | undefined,
): GradeLine {
  if (found === undefined) return { what, passed: false, words: 'It did not happen.' };
  const passed = found.toLowerCase().includes(wanted.toLowerCase());
  return {
    what,
    passed,
    words: `${found}${after === undefined ? '' : `, after ${after} s`}; ${wanted} was asked.`,
  };
}
