import { frozen } from '../freeze/frozen.ts';
import type { Alerting, Maintenance } from './alerting.ts';

/** What is looked at: a signal, or an incident. */
export interface Affected {
  readonly environment?: string;
  readonly service?: string;
  readonly services?: readonly string[];
}

export interface UnderMaintenance {
  readonly name: string;
  readonly words: string;
  /** ISO 8601; absent when windows follow each other for a year. */
  readonly until?: string;
}

/**
 * The maintenance that an incident or a signal falls into. It has to cover all services that are affected: one more
 * that is not being worked on still pages.
 * @param now milliseconds since the epoch
 */
export function underMaintenance(
  affected: Affected,
  { maintenance }: Pick<Alerting, 'maintenance'>,
  now: number,
): UnderMaintenance | undefined {
  for (const entry of maintenance) {
    if (!covers(entry, affected)) continue;
    const verdict = frozen({ calendars: [{ windows: entry.windows }], stops: [] }, undefined, now);
    if (!verdict.frozen) continue;
    const until = verdict.until === undefined ? '' : ` until ${verdict.until}`;
    return {
      name: entry.name,
      words: `Under maintenance${until}: ${entry.name}.`,
      ...(verdict.until !== undefined && { until: verdict.until }),
    };
  }
  return undefined;
}

function covers({ environment, services }: Maintenance, affected: Affected): boolean {
  if (environment !== undefined && environment !== affected.environment) return false;
  if (!services) return true;
  const named = affected.services ?? (affected.service === undefined ? [] : [affected.service]);
  return named.length > 0 && named.every((service) => services.includes(service));
}
