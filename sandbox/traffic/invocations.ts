import type { Clock } from '../../functions/clock.ts';
import { Paced } from './paced.ts';
import { Rate } from './rate.ts';
import type { Traffic } from './traffic.ts';
import { TrafficLog } from './traffic-log.ts';

/** Calls a function once, through an alias; a throw counts as a failed invocation of no known version. */
export type Invoke = () => Promise<{ readonly ok: boolean; readonly version: string }>;

async function once(invoke: Invoke, log: TrafficLog, clock: Clock): Promise<void> {
  try {
    const { ok, version } = await invoke();
    log.record(clock.now(), version, ok ? 200 : 500);
  } catch {
    log.record(clock.now(), undefined, 0);
  }
}

/** Invokes at a constant rate of real seconds (`pace`); results are stamped with the sandbox's time. */
export function invokeAtRealRate(
  invoke: Invoke,
  requestsPerSecond: number,
  pace: Clock,
  clock: Clock,
): Traffic {
  const log = new TrafficLog();
  const dropped = () => log.record(clock.now(), undefined, 0);
  const paced = new Paced(pace, requestsPerSecond, () => once(invoke, log, clock), dropped);
  return { log, setRate: (perSecond) => paced.setRate(perSecond), stop: () => paced.stop() };
}

/** Invokes at a constant rate of sandbox seconds, as often as `advance` says that time has passed. */
export class SteppedInvocations implements Traffic {
  readonly log = new TrafficLog();
  readonly #invoke: Invoke;
  readonly #clock: Clock;
  readonly #rate: Rate;
  readonly #underWay = new Set<Promise<void>>();
  #stopped = false;

  constructor(invoke: Invoke, requestsPerSecond: number, clock: Clock) {
    this.#invoke = invoke;
    this.#clock = clock;
    this.#rate = new Rate(requestsPerSecond, clock.now());
  }

  setRate(requestsPerSecond: number): void {
    this.#rate.set(requestsPerSecond);
  }

  advance(now: number): void {
    const due = this.#rate.due(now);
    if (this.#stopped) return;
    for (let sent = 0; sent < due; sent += 1) {
      const request = once(this.#invoke, this.log, this.#clock);
      this.#underWay.add(request);
      void request.then(() => this.#underWay.delete(request));
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#underWay);
  }
}
