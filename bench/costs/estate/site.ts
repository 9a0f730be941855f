import type { Account } from '../../../sandbox/account/account.ts';

const DAY_MS = 86_400_000;
const HALF_DAY_MS = DAY_MS / 2;
/** Days of metrics that are written, more than anybody looks back. */
const DAYS = 16;

/** What the metrics of one day say; `peak` in a single minute, the rest evenly. */
export interface Load {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** The value of a day, counted back from yesterday (0). Nothing is written where it is undefined. */
  readonly of: (day: number) => number | undefined;
}

/** An account in which an estate is built, with the only chance that there is. */
export class Site {
  readonly account: Account;
  readonly now: number;
  readonly #random: () => number;

  constructor(account: Account, random: () => number) {
    this.account = account;
    this.now = account.scope.clock.now();
    this.#random = random;
  }

  /** A number from the first up to the second. */
  between(low: number, high: number): number {
    return low + (high - low) * this.#random();
  }

  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[Math.floor(this.#random() * items.length)] ?? items[0];
  }

  daysAgo(days: number): Date {
    return new Date(this.now - days * DAY_MS);
  }

  put(type: string, id: string, properties: Readonly<Record<string, unknown>>): void {
    this.account.estate.put(type, id, properties);
  }

  arn(service: string, resource: string): string {
    const { region, accountId } = this.account.scope;
    return `arn:aws:${service}:${region}:${accountId}:${resource}`;
  }

  /** Writes metrics for the days before today. */
  measure(...loads: readonly Load[]): void {
    const midnight = Math.floor(this.now / DAY_MS) * DAY_MS;
    for (const { of, ...name } of loads)
      for (let day = 0; day < DAYS; day++) {
        const value = of(day);
        if (value !== undefined)
          this.account.cloudWatch.record({ ...name, at: midnight - day * DAY_MS - HALF_DAY_MS, value });
      }
  }

  /** Every day somewhere between. */
  daily(low: number, high: number): (day: number) => number {
    return () => this.between(low, high);
  }

  /** As `daily`, with one day that stands out. */
  once(low: number, high: number, peak: number): (day: number) => number {
    const odd = this.whole(1, 12);
    return (day) => (day === odd ? peak : this.between(low, high));
  }
}

/** A resource that a case makes, with the rules that have to find it: written here, never worked out by a rule. */
export interface Case {
  readonly name: string;
  /** Makes one resource of that id. @returns the names of the rules that have to find it, none for a near miss */
  readonly make: (site: Site, id: string) => readonly string[];
}
