/** One version of a secret's value. */
export interface SecretVersion {
  readonly id: string;
  readonly value: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

const CURRENT = 'AWSCURRENT';
const PREVIOUS = 'AWSPREVIOUS';

/** A secret with the versions that its staging labels point to; a version without a label is gone. */
export class Secret {
  readonly name: string;
  readonly arn: string;
  readonly #labels = new Map<string, SecretVersion>();

  constructor(name: string, arn: string, version: SecretVersion) {
    this.name = name;
    this.arn = arn;
    this.#labels.set(CURRENT, version);
  }

  /** Makes a version the current one; the one it replaces becomes the previous one. */
  rotate(version: SecretVersion): void {
    const current = this.#labels.get(CURRENT);
    if (current) this.#labels.set(PREVIOUS, current);
    this.#labels.set(CURRENT, version);
  }

  labelled(label = CURRENT): SecretVersion | undefined {
    return this.#labels.get(label);
  }

  version(id: string): SecretVersion | undefined {
    return [...this.#labels.values()].find((version) => version.id === id);
  }

  /** The labels of each version by its id. */
  get versions(): Readonly<Record<string, readonly string[]>> {
    const labelled = [...new Set(this.#labels.values())];
    return Object.fromEntries(labelled.map((version) => [version.id, this.labelsOf(version)]));
  }

  labelsOf(version: SecretVersion): readonly string[] {
    return [...this.#labels].filter(([, labelled]) => labelled === version).map(([label]) => label);
  }
}
