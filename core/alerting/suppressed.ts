import { matchesGlob } from '../glob.ts';
import type { Signal } from '../incident/signal.ts';
import type { Alerting, Suppression } from './alerting.ts';

/**
 * The suppression that keeps a signal from opening an incident; the first that holds. Only what fires is suppressed:
 * what says that all is well always gets through.
 * @param now milliseconds since the epoch
 */
export function suppressed(
  signal: Pick<Signal, 'key' | 'state' | 'service' | 'environment'>,
  { suppressions }: Pick<Alerting, 'suppressions'>,
  now: number,
): Suppression | undefined {
  if (signal.state !== 'FIRING') return undefined;
  return suppressions.find(
    ({ key, service, environment, until }) =>
      now <= Date.parse(until) &&
      (key === undefined || matchesGlob(key, signal.key)) &&
      (service === undefined || service === signal.service) &&
      (environment === undefined || environment === signal.environment),
  );
}
