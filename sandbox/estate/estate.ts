/** One resource of the estate: its service's own identifier, and what the describe calls answer of it. */
export interface EstateResource {
  readonly id: string;
  /** Members as the SDK's output types name them; dates as Date. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/**
 * Resources of an account that nothing runs behind: volumes, roles, keys, buckets' settings, databases at rest. Each
 * service's folder answers its describe and write commands from here, so that whoever seeds an account (a generator, a
 * test) seeds one store, and what a remediation changes is seen by the next look.
 */
export class Estate {
  readonly #types = new Map<string, Map<string, EstateResource>>();

  /** Adds a resource, or replaces the one of the same type and id. */
  put(type: string, id: string, properties: Readonly<Record<string, unknown>>): void {
    const ofType = this.#types.get(type) ?? new Map<string, EstateResource>();
    ofType.set(id, { id, properties });
    this.#types.set(type, ofType);
  }

  get(type: string, id: string): EstateResource | undefined {
    return this.#types.get(type)?.get(id);
  }

  /** In the order in which they came. */
  list(type: string): readonly EstateResource[] {
    return [...(this.#types.get(type)?.values() ?? [])];
  }

  /** @returns whether there was one */
  remove(type: string, id: string): boolean {
    return this.#types.get(type)?.delete(id) ?? false;
  }
}
