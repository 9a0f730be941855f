import type { End } from '../../bench/incidents/scenario.ts';

/** One fault that the demo shows: a scenario of the incident suite. */
export interface Act {
  /** Id of the scenario. */
  readonly scenario: string;
  readonly title: string;
  /** What somebody who looks on should see at the end. */
  readonly expected: string;
}

/** What the ends of labels are called for people. */
export const ENDS: Readonly<Record<End, string>> = {
  repaired: 'repaired and verified',
  'repaired-or-recovered': 'repaired and verified',
  'recovered-itself': 'recovered by itself, nothing changed',
  'one-incident': 'one incident, nothing changed',
  escalated: 'people were told, nothing wrong was done',
  undone: 'people were told, what was done is undone',
  'deployment-rolled-back': 'the deployment was rolled back',
};

export const ACTS: readonly Act[] = [
  { scenario: 'memory-leak', title: 'A leaking task', expected: ENDS.repaired },
  { scenario: 'failing-version-after-promotion', title: 'A failing version', expected: ENDS.repaired },
  { scenario: 'slow-bank', title: 'A slow dependency', expected: ENDS.escalated },
  { scenario: 'load-spike', title: 'A load spike', expected: ENDS.repaired },
  { scenario: 'disk-full-of-logs', title: 'A full disk', expected: ENDS.repaired },
  { scenario: 'throttled-function', title: 'A throttled function', expected: ENDS.repaired },
  { scenario: 'approval-that-is-given', title: 'A runbook that has to ask', expected: ENDS.repaired },
];
