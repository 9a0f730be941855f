import type { Attributes, EntityUid } from './value.ts';

/** What is known of an entity: its attributes, and what it is a member of. */
export interface Entity {
  readonly uid: EntityUid;
  readonly attributes: Attributes;
  readonly parents: readonly EntityUid[];
}

/** The entities that a request speaks of. */
export class Entities {
  readonly #byKey: ReadonlyMap<string, Entity>;

  constructor(entities: Iterable<Entity>) {
    this.#byKey = new Map(Array.from(entities, (entity) => [entity.uid.key, entity]));
  }

  find(uid: EntityUid): Entity | undefined {
    return this.#byKey.get(uid.key);
  }

  /** Whether one is the other or a member of it, directly or not; a circle of members ends. */
  isIn(member: EntityUid, group: EntityUid): boolean {
    return this.#reaches(member, group, new Set());
  }

  #reaches(from: EntityUid, group: EntityUid, seen: Set<string>): boolean {
    if (from.key === group.key) return true;
    if (seen.has(from.key)) return false;
    seen.add(from.key);
    return this.find(from)?.parents.some((parent) => this.#reaches(parent, group, seen)) ?? false;
  }
}
