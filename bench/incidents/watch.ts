import type { Deeds } from './deeds.ts';
import type { Person } from './person.ts';
import type { BegunFault, PlayedIncident } from './played.ts';
import type { Stage } from './stage.ts';

/** What `get_incident` tells. */
export type ToldIncident = Awaited<ReturnType<Stage['developer']['get_incident']>>;

/** Looks at a scenario under way, as its owners and the people on call do. */
export class Watch {
  readonly stage: Stage;
  readonly person: Person;
  readonly deeds: Deeds;
  /** Faults that have begun so far. */
  readonly begun: readonly BegunFault[];
  /** Every incident, as it was last told. */
  readonly incidents = new Map<string, ToldIncident>();
  /** When each incident was seen to be resolved; milliseconds. */
  readonly resolutions = new Map<string, number[]>();
  #serving = '';
  #stirredAt: number;
  #seen = '';

  constructor(stage: Stage, person: Person, deeds: Deeds, begun: readonly BegunFault[]) {
    this.stage = stage;
    this.person = person;
    this.deeds = deeds;
    this.begun = begun;
    this.#serving = this.#servingSides();
    this.#stirredAt = stage.clock.now();
  }

  async look(): Promise<void> {
    await this.#followTheTraffic();
    await this.#ask();
    await this.person.look(
      [...this.incidents.values()].flatMap(({ runs }) => runs.map(({ runId }) => runId)),
    );
    this.#noteStir();
  }

  /** Whether nothing has stirred for so long, no alarm fires, and every incident that has to be there is over. */
  isQuiet(milliseconds: number): boolean {
    const { scenario, messages, clock } = this.stage;
    if (clock.now() - this.#stirredAt < milliseconds) return false;
    const told = [...this.incidents.values()];
    const isOver = told.length > 0 && told.every(({ incident }) => incident.state === 'RESOLVED');
    const repairs = scenario.labels.every(
      ({ end }) => end.startsWith('repaired') || end === 'recovered-itself',
    );
    return isOver && repairs && scenario.alarms.every(({ id }) => messages.stateOf(id) !== 'ALARM');
  }

  async #ask(): Promise<void> {
    const viewer = this.stage.as('viewer');
    const { incidents } = await viewer.list_incidents({ limit: 100 });
    for (const { incidentId, state } of incidents) {
      const before = this.incidents.get(incidentId)?.incident.state;
      // What is over stays as it is until it is opened again.
      if (before === 'RESOLVED' && state === 'RESOLVED') continue;
      const told = await viewer.get_incident({ incidentId });
      this.incidents.set(incidentId, told);
      if (told.incident.state === 'RESOLVED' && before !== 'RESOLVED') this.#noteResolution(told.incident);
    }
  }

  #noteResolution({ incidentId, times }: ToldIncident['incident']): void {
    const at = times.resolvedAt === undefined ? this.stage.clock.now() : Date.parse(times.resolvedAt);
    this.resolutions.set(incidentId, [...(this.resolutions.get(incidentId) ?? []), at]);
  }

  /** Owners' templates name the side that serves: when another one has come to serve, they are applied again. */
  async #followTheTraffic(): Promise<void> {
    const serving = this.#servingSides();
    if (serving !== this.#serving) await this.stage.putAlarms();
    this.#serving = serving;
  }

  #servingSides(): string {
    return [...this.stage.system.parts.pairs.values()].map(({ serving }) => serving).join();
  }

  #noteStir(): void {
    const { messages, clock } = this.stage;
    const told = [...this.incidents.values()].map(({ incident, runs }) => [
      incident.state,
      incident.signals,
      runs,
    ]);
    const seen = JSON.stringify([messages.sent.length, this.deeds.done.length, told]);
    if (seen !== this.#seen) this.#stirredAt = clock.now();
    this.#seen = seen;
  }
}

/** An incident as the score wants it. */
export function playedIncident(watch: Watch, told: ToldIncident): PlayedIncident {
  const { incident, signals, runs, cause } = told;
  const { recoveredAt, resolvedAt } = incident.times;
  const joined = signals.toSorted((one, other) => (one.joinedAt < other.joinedAt ? -1 : 1));
  return {
    id: incident.incidentId,
    openedAt: Date.parse(incident.times.detectedAt),
    state: incident.state,
    services: incident.services,
    alarms: joined.map(({ key }) => key.split(':alarm:')[1] ?? key),
    ...(recoveredAt !== undefined && { recoveredAt: Date.parse(recoveredAt) }),
    ...(resolvedAt !== undefined && { resolvedAt: Date.parse(resolvedAt) }),
    resolutions: watch.resolutions.get(incident.incidentId) ?? [],
    reopened: incident.reopened,
    told: incident.escalation?.level ?? 0,
    runs: runs.map(({ runId }) => runId),
    ...(cause && { cause }),
  };
}
