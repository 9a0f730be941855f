import type { AccountScope, BusEvent } from '../service.ts';

/** An event as targets receive it. */
export interface EventEnvelope {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** ISO 8601, whole seconds. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Adds what the bus adds: id, time, account and region. `at` is in milliseconds since the epoch. */
export function envelope(scope: AccountScope, event: BusEvent, at: number): EventEnvelope {
  return {
    version: '0',
    id: uuid(scope.id()),
    'detail-type': event.detailType,
    source: event.source,
    account: scope.accountId,
    time: wholeSeconds(at),
    region: scope.region,
    resources: event.resources ?? [],
    detail: structuredClone(event.detail),
  };
}

/** ISO 8601 in whole seconds, such as `2026-01-31T12:00:00Z`. */
export function wholeSeconds(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** Writes 32 hex digits in the form of a UUID. */
export function uuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
