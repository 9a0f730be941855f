import type { Finding } from './finding.ts';
import { type Health, healthOf, type LostPoints } from './score.ts';
import { dropped, follow, QUIET, type Streak, type Turned } from './streak.ts';

/** What is kept of one run for one service. */
export interface HealthRun {
  /** ISO 8601. */
  readonly at: string;
  readonly state: Health['state'];
  readonly score?: number;
  /** The worst reasons only. */
  readonly lost: readonly LostPoints[];
  readonly counts: Health['counts'];
  /** The slowest answer of its endpoints, milliseconds. */
  readonly slowestMs?: number;
}

/** What of a service is remembered from run to run. */
export interface Watch {
  /** Time of the last run that was taken in, ISO 8601. */
  readonly at: string;
  /** By probe; those of which there is nothing to remember are missing. */
  readonly streaks: Readonly<Record<string, Streak>>;
}

/** Something that people are to be told of. */
export interface Turn {
  readonly probe: string;
  readonly state: 'FIRING' | 'RESOLVED';
  /** When the first of the runs was that say so, ISO 8601. */
  readonly began: string;
  readonly words: string;
}

export interface Taken {
  readonly watch: Watch;
  readonly run: HealthRun;
  readonly turns: readonly Turn[];
}

const REASONS_KEPT = 5;
/** Runs that are further apart are not one after the other. */
export const LONGEST_GAP_SECONDS = 600;
/** What comes sooner is the same call told twice, and no run of its own. */
export const SHORTEST_GAP_SECONDS = 45;

/** Whether a run at a time is to be taken in after what is remembered. */
export function isNext(before: Watch | undefined, at: string): boolean {
  return before === undefined || secondsBetween(before.at, at) >= SHORTEST_GAP_SECONDS;
}

/** Takes in what one run has found of a service. Alarms tell of themselves and are no turns. */
export function takeIn(before: Watch | undefined, findings: readonly Finding[], at: string): Taken {
  const known = before ? remembered(before, at) : {};
  const followed = findings
    .filter(({ kind }) => kind !== 'alarm')
    .map((finding) => ({ finding, ...follow(known[finding.probe] ?? QUIET, finding.standing, at) }));
  const streaks = followed
    .filter(({ streak }) => streak.firing || streak.against > 0)
    .map(({ finding, streak }) => [finding.probe, streak] as const);
  const unprobed = certificatesOf(known, findings);
  const made = new Set([...findings.map(({ probe }) => probe), ...unprobed.map(([probe]) => probe)]);
  const gone = Object.entries(known).filter(([probe]) => !made.has(probe));
  return {
    watch: { at, streaks: Object.fromEntries([...streaks, ...unprobed]) },
    run: runOf(findings, at),
    turns: [
      ...followed.flatMap(({ finding, told }) => turn(finding.probe, told, finding.words)),
      ...gone.flatMap(([probe, streak]) => turn(probe, dropped(streak, at), 'It is not probed any more.')),
    ],
  };
}

function secondsBetween(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / 1000;
}

/** After a gap runs are counted anew; what was told stays told. */
function remembered({ at: before, streaks }: Watch, at: string): Watch['streaks'] {
  if (secondsBetween(before, at) <= LONGEST_GAP_SECONDS) return streaks;
  return Object.fromEntries(
    Object.entries(streaks).map(([probe, { firing }]) => [probe, { firing, against: 0 }]),
  );
}

/** A certificate is seen only when its host answers: while none of the endpoints does, it is as it was. */
function certificatesOf(known: Watch['streaks'], findings: readonly Finding[]): [string, Streak][] {
  const isSeen = (probe: string) => findings.some((finding) => finding.probe === probe);
  const isAsked = (host: string) =>
    findings.some(({ probe }) => probe.startsWith(`endpoint:https://${host}`));
  return Object.entries(known).filter(([probe]) => {
    const [kind, ...host] = probe.split(':');
    return kind === 'certificate' && !isSeen(probe) && isAsked(host.join(':'));
  });
}

function turn(probe: string, told: Turned['told'], words: string): Turn[] {
  return told ? [{ probe, ...told, words }] : [];
}

function runOf(findings: readonly Finding[], at: string): HealthRun {
  const { state, score, lost, counts } = healthOf(findings);
  const times = findings.flatMap(({ times: { totalMs } = {} }) => totalMs ?? []);
  return {
    at,
    state,
    ...(score !== undefined && { score }),
    lost: lost.slice(0, REASONS_KEPT),
    counts,
    ...(times.length > 0 && { slowestMs: Math.max(...times) }),
  };
}
