import type { Deed } from './deeds.ts';
import type { Scenario } from './labelled.ts';
import { loadScenarios } from './load.ts';
import type { Played, PlayedIncident } from './played.ts';

export const MINUTE_MS = 60_000;

const SCENARIOS = loadScenarios();

/** A scenario of the suite by its id. */
export function scenarioOf(id: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.id === id);
  if (found === undefined) throw new RangeError(`There is no scenario ${id}.`);
  return found;
}

export const deed = (changes: Partial<Deed> = {}): Deed => ({
  at: 14 * MINUTE_MS,
  tool: 'restart_service',
  call: 'UpdateService',
  target: 'storefront',
  remedy: 'restart',
  before: {},
  ...changes,
});

/** An incident that was opened in minute 13, well in minute 20 and resolved in minute 25. */
export const incident = (changes: Partial<PlayedIncident> = {}): PlayedIncident => ({
  id: 'inc-1',
  openedAt: 13 * MINUTE_MS,
  state: 'RESOLVED',
  services: ['storefront'],
  alarms: ['storefront-cpu'],
  recoveredAt: 20 * MINUTE_MS,
  resolvedAt: 25 * MINUTE_MS,
  resolutions: [25 * MINUTE_MS],
  reopened: 0,
  told: 1,
  runs: [],
  ...changes,
});

/** A play of `cpu-burn` that ended well: the fault began in minute 8, and its metric was bad from minute 9 to 19. */
export const played = (changes: Partial<Played> = {}): Played => ({
  scenario: 'cpu-burn',
  seed: 1,
  startedAt: 0,
  endedAt: 60 * MINUTE_MS,
  faults: [{ kind: 'cpu-burn', at: 'storefront', beganAt: 8 * MINUTE_MS }],
  firings: [{ at: 13 * MINUTE_MS, alarm: 'storefront-cpu', state: 'ALARM' }],
  alarmsAtEnd: { 'storefront-cpu': 'OK' },
  badPeriods: { 'storefront-cpu': Array.from({ length: 11 }, (_, index) => (9 + index) * MINUTE_MS) },
  incidents: [incident()],
  runs: [],
  deeds: [deed()],
  leftChanged: [],
  deployments: [],
  answers: [],
  mails: 2,
  ...changes,
});
