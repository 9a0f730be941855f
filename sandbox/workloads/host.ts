import type { AccountScope } from '../service.ts';

const USED_PERCENT = 50;

export function newInstanceId(scope: AccountScope): string {
  return `i-${scope.id().slice(0, 17)}`;
}

/** The machine under a service's tasks, with one disk and CloudWatch's agent on it. */
export class Host {
  readonly name: string;
  readonly instanceId: string;
  /** Whether the agent reports. */
  reports = true;
  readonly #scope: AccountScope;
  /** Percent of the disk by what fills it. */
  #logs = 0;
  #data = 0;
  /** Percent of the disk a second. */
  #logRate = 0;
  #dataRate = 0;

  constructor(scope: AccountScope, name: string) {
    this.#scope = scope;
    this.name = name;
    this.instanceId = newInstanceId(scope);
  }

  get usedPercent(): number {
    return Math.min(100, USED_PERCENT + this.#logs + this.#data);
  }

  get isFull(): boolean {
    return this.usedPercent >= 100;
  }

  /** The dimensions of its disk's metrics. */
  get diskDimensions(): Readonly<Record<string, string>> {
    return { InstanceId: this.instanceId, path: '/', device: 'nvme0n1p1', fstype: 'xfs' };
  }

  /** Begins to fill its disk, in percent a minute; 0 ends it. */
  fill(what: 'logs' | 'data', percentPerMinute: number): void {
    if (what === 'logs') this.#logRate = percentPerMinute / 60;
    else this.#dataRate = percentPerMinute / 60;
  }

  /** Deletes logs; whatever wrote them ends with its file. Answers how many percent of the disk are free again. */
  clean(): number {
    const freed = this.#logs;
    this.#logs = 0;
    this.#logRate = 0;
    return freed;
  }

  advance(_now: number, seconds: number): void {
    const room = 100 - this.usedPercent;
    const wanted = (this.#logRate + this.#dataRate) * seconds;
    const share = wanted > room ? room / wanted : 1;
    this.#logs += this.#logRate * seconds * share;
    this.#data += this.#dataRate * seconds * share;
  }

  /** Reports the minute that ended at `at`. */
  measure(at: number): void {
    if (!this.reports) return;
    this.#scope.record({
      namespace: 'CWAgent',
      metric: 'disk_used_percent',
      dimensions: this.diskDimensions,
      at,
      value: this.usedPercent,
      unit: 'Percent',
    });
  }
}
