import type { AccountScope } from '../service.ts';

const DAY_MS = 86_400_000;
const EVERY_MS = DAY_MS / 2;

/** A certificate of ACM; AWS tells twice a day how long it still holds. */
export class Certificate {
  readonly arn: string;
  readonly #scope: AccountScope;
  #expiresAt = Number.POSITIVE_INFINITY;
  #nextAt = Number.POSITIVE_INFINITY;

  constructor(scope: AccountScope) {
    const digits = scope.id();
    const id = [0, 8, 12, 16, 20].map((from, at, all) => digits.slice(from, all[at + 1])).join('-');
    this.arn = `arn:aws:acm:${scope.region}:${scope.accountId}:certificate/${id}`;
    this.#scope = scope;
  }

  /** From now on it expires in so many days. */
  expireIn(days: number): void {
    const now = this.#scope.clock.now();
    this.#expiresAt = now + days * DAY_MS;
    this.#nextAt = now;
  }

  advance(now: number): void {
    if (now < this.#nextAt) return;
    this.#nextAt += EVERY_MS;
    this.#scope.record({
      namespace: 'AWS/CertificateManager',
      metric: 'DaysToExpiry',
      dimensions: { CertificateArn: this.arn },
      at: now,
      value: Math.ceil((this.#expiresAt - now) / DAY_MS),
      unit: 'Count',
    });
  }
}
