import type { Storage } from './storage.ts';

/** A part of the account that survives its process as a snapshot. */
export interface DurablePart {
  snapshot(): unknown;
  restore(kept: unknown): void | Promise<void>;
}

/** A part as its service offers it: what `restore` takes is what `snapshot` gave, after a way through JSON. */
export function part<T>(service: { snapshot(): T; restore(kept: T): void | Promise<void> }): DurablePart {
  return { snapshot: () => service.snapshot(), restore: (kept) => service.restore(kept as T) };
}

/** Keeps the parts of an account in a storage, and takes them up again in the order in which they are listed. */
export class DurableState<Name extends string = string> {
  readonly #storage: Storage | undefined;
  readonly #parts: Readonly<Record<Name, DurablePart>>;
  /** Before everything is taken up, a change would overwrite what was kept. */
  #keeps = false;

  constructor(storage: Storage | undefined, parts: Readonly<Record<Name, DurablePart>>) {
    this.#storage = storage;
    this.#parts = parts;
  }

  async restore(): Promise<void> {
    for (const [name, one] of this.#entries()) {
      const kept = this.#storage?.load(name);
      if (kept !== undefined) await one.restore(kept);
    }
    this.#keeps = true;
    for (const [name] of this.#entries()) this.changed(name);
  }

  /** Keeps a part as it is at the end of this turn of the event loop. */
  changed(name: Name): void {
    if (this.#keeps) this.#storage?.save(name, () => this.#parts[name].snapshot());
  }

  #entries(): [Name, DurablePart][] {
    return Object.entries(this.#parts) as [Name, DurablePart][];
  }
}
