import type { Clock } from '../../functions/clock.ts';
import { seeded } from '../seeded-random.ts';
import type { AccountScope, BusEvent, Observation } from '../service.ts';

/** One line that went to CloudWatch Logs. */
export interface LoggedLine {
  readonly group: string;
  readonly stream: string;
  readonly message: string;
}

/** An account scope that keeps what services hand over, for the tests of the users' side. */
export interface RecordingScope extends AccountScope {
  readonly events: BusEvent[];
  readonly observations: Observation[];
  readonly lines: LoggedLine[];
}

export function recordingScope(clock: Clock, seed = 1): RecordingScope {
  const events: BusEvent[] = [];
  const observations: Observation[] = [];
  const lines: LoggedLine[] = [];
  const random = seeded(seed);
  const digits = () => Math.floor(random() * 2 ** 32).toString(16);
  return {
    accountId: '000000000000',
    region: 'eu-west-1',
    clock,
    events,
    observations,
    lines,
    tags: new Map(),
    publish: (event) => void events.push(event),
    record: (observation) => void observations.push(observation),
    log: (group, stream, message) => void lines.push({ group, stream, message }),
    random,
    id: () => Array.from({ length: 4 }, () => digits().padStart(8, '0')).join(''),
  };
}
