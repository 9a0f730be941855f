import { VirtualClock } from '../clock/virtual-clock.ts';
import type { AccountScope, BusEvent, Observation } from '../service.ts';

export interface RecordingScope extends AccountScope {
  readonly clock: VirtualClock;
  readonly published: BusEvent[];
  readonly observations: Observation[];
  readonly lines: { group: string; stream: string; message: string }[];
}

/** An account whose effects are kept in lists, at 2026-03-01T12:00:00Z. `random` follows a fixed sequence. */
export function recordingScope(start = '2026-03-01T12:00:00Z'): RecordingScope {
  const published: BusEvent[] = [];
  const observations: Observation[] = [];
  const lines: RecordingScope['lines'] = [];
  let ids = 0;
  let state = 1;
  return {
    accountId: '000000000000',
    region: 'eu-west-1',
    clock: new VirtualClock(Date.parse(start)),
    published,
    observations,
    lines,
    publish: (event) => void published.push(event),
    record: (observation) => void observations.push(observation),
    log: (group, stream, message) => void lines.push({ group, stream, message }),
    tags: new Map(),
    random: () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    },
    id: () => {
      ids += 1;
      return ids.toString(16).padStart(32, '0');
    },
  };
}
