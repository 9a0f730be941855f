import { sleepInBackground } from '../clock/sandbox-clock.ts';
import type { AccountScope } from '../service.ts';
import { nextInvocation } from './next-invocation.ts';
import type { Schedule } from './schedule.ts';

export interface TimerPorts {
  readonly scope: AccountScope;
  /** The schedule as it stands, or undefined when it is gone. */
  current(arn: string): Schedule | undefined;
  /** Invokes the target; answers when the invocation, retries included, is over. */
  invoke(schedule: Schedule, scheduledFor: number): Promise<void>;
  /** Told when nothing is due any more and the last invocation is over. */
  complete(arn: string): void;
}

/**
 * One sleeper per schedule. They sleep in the background, so that a schedule is no reason for virtual time to
 * pass: the test that waits for one lets time pass itself.
 */
export class ScheduleTimers {
  readonly #ports: TimerPorts;
  readonly #armed = new Map<string, AbortController>();
  readonly #invocations = new Set<Promise<void>>();

  constructor(ports: TimerPorts) {
    this.#ports = ports;
  }

  /** Arms the timer of a schedule anew, after it was made, changed or restored. */
  arm(arn: string): void {
    this.disarm(arn);
    const controller = new AbortController();
    this.#armed.set(arn, controller);
    void this.#run(arn, controller.signal).catch((thrown) => {
      if (!controller.signal.aborted) throw thrown;
    });
  }

  /** Stops the timer; an invocation that is under way goes on. */
  disarm(arn: string): void {
    this.#armed.get(arn)?.abort(new Error('The schedule was changed.'));
    this.#armed.delete(arn);
  }

  /** Stops all timers and answers when no invocation is under way. */
  async close(): Promise<void> {
    for (const arn of [...this.#armed.keys()]) this.disarm(arn);
    await Promise.all(this.#invocations);
  }

  async #run(arn: string, signal: AbortSignal): Promise<void> {
    const { scope, current } = this.#ports;
    let latest: Promise<void> = Promise.resolve();
    for (;;) {
      const schedule = current(arn);
      if (schedule?.state !== 'ENABLED') return;
      const due = nextInvocation(schedule, scope.clock.now());
      if (due === undefined) break;
      await this.#sleepUntil(due, signal);
      latest = this.#start(schedule, due);
    }
    await latest;
    if (!signal.aborted) this.#ports.complete(arn);
  }

  /** What is overdue is invoked at once, though not within the call that made the schedule. */
  #sleepUntil(due: number, signal: AbortSignal): Promise<void> {
    const { clock } = this.#ports.scope;
    const wait = due - clock.now();
    return wait > 0 ? sleepInBackground(clock, wait, signal) : clock.sleep(0, signal);
  }

  #start(schedule: Schedule, due: number): Promise<void> {
    const invocation = this.#ports.invoke(schedule, due).finally(() => this.#invocations.delete(invocation));
    this.#invocations.add(invocation);
    return invocation;
  }
}
