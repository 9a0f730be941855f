import { TooManyRequestsException } from '@aws-sdk/client-lambda';
import type { AccountScope } from '../service.ts';
import { type FunctionReference, functionArn } from './function-arn.ts';
import type { Invocations } from './invocations.ts';

/** An event that a function did not handle, as an on-failure destination receives it. */
export interface FailedEvent {
  readonly functionArn: string;
  readonly requestId: string;
  readonly condition: 'RetriesExhausted' | 'EventAgeExceeded';
  readonly approximateInvokeCount: number;
  /** JSON text. */
  readonly requestPayload: string;
  readonly responsePayload?: string;
}

interface QueuedEvent {
  readonly reference: FunctionReference;
  readonly payload: string;
  readonly requestId: string;
  readonly acceptedAt: number;
}

/** What is tried again after these pauses, when the function fails: twice, after one and two minutes. */
const PAUSES_MS = [60_000, 120_000];
const LONGEST_AGE_MS = 6 * 3_600_000;
const FIRST_THROTTLE_PAUSE_MS = 1_000;
const LONGEST_THROTTLE_PAUSE_MS = 300_000;

/** Events invoked asynchronously. Throttles are waited out for up to six hours and use up no retry. */
export class AsyncInvocations {
  /** Events given up, oldest first. */
  readonly failed: FailedEvent[] = [];
  readonly #scope: AccountScope;
  readonly #invocations: Invocations;
  readonly #closing = new AbortController();
  readonly #underWay = new Set<Promise<void>>();

  constructor(scope: AccountScope, invocations: Invocations) {
    this.#scope = scope;
    this.#invocations = invocations;
  }

  /** Takes an event; the function runs after the caller has its answer. */
  accept(reference: FunctionReference, payload: string, requestId: string): void {
    const event = { reference, payload, requestId, acceptedAt: this.#scope.clock.now() };
    const run = this.#run(event)
      .catch((thrown) => {
        if (!this.#closing.signal.aborted) throw thrown;
      })
      .finally(() => this.#underWay.delete(run));
    this.#underWay.add(run);
  }

  /** Invokes the functions of all failed events anew; answers how many. */
  redrive(): number {
    const events = this.failed.splice(0);
    for (const event of events) {
      const [name = '', qualifier] = event.functionArn.split(':function:')[1]?.split(':') ?? [];
      this.accept(qualifier ? { name, qualifier } : { name }, event.requestPayload, event.requestId);
    }
    return events.length;
  }

  /** Stops waiting for retries and answers when no invocation is under way. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('The Lambda service is closed.'));
    await Promise.all(this.#underWay);
  }

  async #run(event: QueuedEvent): Promise<void> {
    await this.#sleep(0);
    for (let attempt = 1; ; attempt++) {
      const responsePayload = await this.#attempt(event);
      if (responsePayload === 'done') return;
      const pause = PAUSES_MS[attempt - 1];
      if (responsePayload === 'too old') return this.#giveUp(event, 'EventAgeExceeded', attempt - 1);
      if (pause === undefined) return this.#giveUp(event, 'RetriesExhausted', attempt, responsePayload);
      await this.#sleep(pause);
    }
  }

  /** Answers `done`, `too old`, or the payload of the function's error. */
  async #attempt({ reference, payload, requestId, acceptedAt }: QueuedEvent): Promise<string> {
    for (let pause = FIRST_THROTTLE_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_THROTTLE_PAUSE_MS)) {
      try {
        const { outcome } = await this.#invocations.invoke(reference, payload, requestId);
        return outcome.functionError === undefined ? 'done' : outcome.payload;
      } catch (thrown) {
        if (!(thrown instanceof TooManyRequestsException)) throw thrown;
      }
      if (this.#scope.clock.now() + pause > acceptedAt + LONGEST_AGE_MS) return 'too old';
      await this.#sleep(pause);
    }
  }

  #giveUp(
    event: QueuedEvent,
    condition: FailedEvent['condition'],
    attempts: number,
    responsePayload?: string,
  ): void {
    const dimensions = { FunctionName: event.reference.name };
    this.#scope.record({
      namespace: 'AWS/Lambda',
      metric: 'AsyncEventsDropped',
      dimensions,
      at: this.#scope.clock.now(),
      value: 1,
      unit: 'Count',
    });
    this.failed.push({
      functionArn: functionArn(this.#scope, event.reference),
      requestId: event.requestId,
      condition,
      approximateInvokeCount: attempts,
      requestPayload: event.payload,
      ...(responsePayload !== undefined && { responsePayload }),
    });
  }

  #sleep(milliseconds: number): Promise<void> {
    return this.#scope.clock.sleep(milliseconds, this.#closing.signal);
  }
}
