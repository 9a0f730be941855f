import { VirtualClock } from '../clock/virtual-clock.ts';
import type { AccountScope, BusEvent, Call, Observation, SandboxService } from '../service.ts';

/** An account for tests: its clock stands still unless it is advanced, and what is sent through it can be read. */
export interface RecordingAccount {
  readonly scope: AccountScope;
  readonly clock: VirtualClock;
  readonly events: BusEvent[];
  readonly observations: Observation[];
}

/** 2026-01-01T12:00:00Z */
export const NOON = Date.UTC(2026, 0, 1, 12);
export const MINUTE = 60_000;

export function recordingAccount(seed = 0.5): RecordingAccount {
  const clock = new VirtualClock(NOON);
  const events: BusEvent[] = [];
  const observations: Observation[] = [];
  let made = 0;
  const scope: AccountScope = {
    accountId: '000000000000',
    region: 'eu-west-1',
    clock,
    publish: (event) => events.push(event),
    record: (observation) => observations.push(observation),
    log: () => undefined,
    tags: new Map(),
    random: () => seed,
    id: () => String(++made).padStart(32, '0'),
  };
  return { scope, clock, events, observations };
}

/** Calls one command of a service as the hook would, with no check of permissions. */
export async function send<Output>(service: SandboxService, command: string, input: object): Promise<Output> {
  const call: Call = {
    principal: { arn: 'arn:aws:iam::000000000000:role/test' },
    command,
    requestId: 'request',
  };
  return (await service.commands[command]?.run(input as never, call)) as Output;
}
