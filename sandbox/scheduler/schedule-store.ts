import { conflict, notFound } from './exceptions.ts';
import type { Schedule } from './schedule.ts';

/** The schedules and their groups as plain JSON, to be written to disk and read again. */
export interface SchedulerSnapshot {
  readonly groups: readonly string[];
  readonly schedules: readonly Schedule[];
}

/** The schedules of an account, by group and name. `changed` is told of every change. */
export class ScheduleStore {
  readonly #groups = new Set(['default']);
  readonly #schedules = new Map<string, Schedule>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  addGroup(name: string): void {
    if (this.#groups.has(name)) throw conflict(`Schedule group ${name} already exists.`);
    this.#groups.add(name);
    this.#changed();
  }

  /** Throws ResourceNotFoundException for an unknown group. */
  checkGroup(group: string): void {
    if (!this.#groups.has(group)) throw notFound(`Schedule group ${group} does not exist.`);
  }

  find(group: string, name: string): Schedule | undefined {
    return this.#schedules.get(key(group, name));
  }

  /** Throws ResourceNotFoundException, as Get, Update and DeleteSchedule do. */
  get(group: string, name: string): Schedule {
    this.checkGroup(group);
    const schedule = this.find(group, name);
    if (!schedule) throw notFound(`Schedule ${name} does not exist.`);
    return schedule;
  }

  byArn(arn: string): Schedule | undefined {
    return this.list().find((schedule) => schedule.arn === arn);
  }

  /** Ordered by group and name. */
  list(): readonly Schedule[] {
    return [...this.#schedules.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, schedule]) => schedule);
  }

  put(schedule: Schedule): void {
    this.#schedules.set(key(schedule.group, schedule.name), schedule);
    this.#changed();
  }

  delete(group: string, name: string): void {
    this.#schedules.delete(key(group, name));
    this.#changed();
  }

  snapshot(): SchedulerSnapshot {
    return { groups: [...this.#groups], schedules: this.list() };
  }

  restore({ groups, schedules }: SchedulerSnapshot): void {
    for (const group of groups) this.#groups.add(group);
    for (const schedule of schedules) this.put(schedule);
  }
}

function key(group: string, name: string): string {
  return `${group}/${name}`;
}
