import type { Finding, Standing } from './finding.ts';

export type HealthState = 'HEALTHY' | 'DEGRADED' | 'UNHEALTHY' | 'UNKNOWN';

export interface LostPoints {
  readonly points: number;
  readonly probe: string;
  readonly words: string;
}

export interface Health {
  readonly state: HealthState;
  /** 100 less what was lost; absent where nothing is known. */
  readonly score?: number;
  /** Why it is not 100, most points first. The points may add up to more than 100. */
  readonly lost: readonly LostPoints[];
  readonly counts: Readonly<Record<Standing, number>>;
}

/** What a probe loses that is as bad as can be, and one that is bad at all. */
export const WORST_POINTS = 60;
export const BAD_POINTS = 10;
/** What an unseen probe loses: less than any bad one. */
export const UNSEEN_POINTS = 5;
/** Below it a service is UNHEALTHY. */
export const UNHEALTHY_BELOW = 50;

/**
 * The health of one service by its own probes. Every probe that is not good only takes points away, so that more
 * failures never raise the score; one that nobody has seen loses points and keeps the service from being HEALTHY; one
 * that had nothing to measure counts for nothing. Without any knowledge it is UNKNOWN, without a score.
 */
export function healthOf(findings: readonly Finding[]): Health {
  const distinct = worstOfEach(findings);
  const counts = countsOf(distinct);
  const lost = distinct.flatMap(lostBy).toSorted((one, other) => other.points - one.points);
  const known = counts.GOOD + counts.WARNING + counts.BAD;
  if (known === 0) return { state: 'UNKNOWN', lost, counts };
  const score = Math.max(0, 100 - lost.reduce((sum, { points }) => sum + points, 0));
  return { state: stateOf(score, counts), score, lost, counts };
}

function stateOf(score: number, { WARNING, BAD, UNSEEN }: Health['counts']): HealthState {
  if (BAD > 0 || WARNING > 0) return score < UNHEALTHY_BELOW ? 'UNHEALTHY' : 'DEGRADED';
  return UNSEEN > 0 ? 'UNKNOWN' : 'HEALTHY';
}

function lostBy({ probe, standing, severity, words }: Finding): LostPoints[] {
  const points = pointsOf(standing, Math.ceil(WORST_POINTS * severity));
  return points === 0 ? [] : [{ points, probe, words }];
}

function pointsOf(standing: Standing, bySeverity: number): number {
  if (standing === 'BAD') return Math.max(BAD_POINTS, bySeverity);
  if (standing === 'WARNING') return bySeverity;
  return standing === 'UNSEEN' ? UNSEEN_POINTS : 0;
}

const ORDER: readonly Standing[] = ['IDLE', 'GOOD', 'UNSEEN', 'WARNING', 'BAD'];

/** Several endpoints may tell of one certificate. */
function worstOfEach(findings: readonly Finding[]): Finding[] {
  const worst = new Map<string, Finding>();
  for (const finding of findings) {
    const known = worst.get(finding.probe);
    if (!known || isWorse(finding, known)) worst.set(finding.probe, finding);
  }
  return [...worst.values()];
}

function isWorse(one: Finding, other: Finding): boolean {
  const [first, second] = [ORDER.indexOf(one.standing), ORDER.indexOf(other.standing)];
  return first === second ? one.severity > other.severity : first > second;
}

function countsOf(findings: readonly Finding[]): Health['counts'] {
  const counts = { GOOD: 0, WARNING: 0, BAD: 0, IDLE: 0, UNSEEN: 0 };
  for (const { standing } of findings) counts[standing]++;
  return counts;
}
