import { TooManyRequestsException } from '@aws-sdk/client-lambda';
import type { AccountScope } from '../service.ts';
import type { SendDeadLetter } from '../sqs/message.ts';
import { type FunctionReference, functionArn } from './function-arn.ts';
import type { AsynchronousSettings } from './function-record.ts';
import { type FailedEvent, invocationRecord } from './invocation-record.ts';
import type { Invocations } from './invocations.ts';

export interface AsyncInvocationsParts {
  settingsOf(functionName: string): AsynchronousSettings;
  readonly sendDeadLetter: SendDeadLetter;
}

interface QueuedEvent {
  readonly reference: FunctionReference;
  readonly payload: string;
  readonly requestId: string;
  readonly acceptedAt: number;
}

/** What is tried again after these pauses, when the function fails: twice, after one and two minutes. */
const PAUSES_MS = [60_000, 120_000];
const LONGEST_AGE_SECONDS = 21_600;
const FIRST_THROTTLE_PAUSE_MS = 1_000;
const LONGEST_THROTTLE_PAUSE_MS = 300_000;

/** Events invoked asynchronously. Throttles are waited out until the event is too old and use up no retry. */
export class AsyncInvocations {
  /** Events given up, oldest first. */
  readonly failed: FailedEvent[] = [];
  readonly #scope: AccountScope;
  readonly #invocations: Invocations;
  readonly #parts: AsyncInvocationsParts;
  readonly #closing = new AbortController();
  readonly #underWay = new Set<Promise<void>>();

  constructor(scope: AccountScope, invocations: Invocations, parts: AsyncInvocationsParts) {
    this.#scope = scope;
    this.#invocations = invocations;
    this.#parts = parts;
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

  /** Stops waiting for retries and answers when no invocation is under way. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('The Lambda service is closed.'));
    await Promise.all(this.#underWay);
  }

  async #run(event: QueuedEvent): Promise<void> {
    await this.#sleep(0);
    const { maximumRetryAttempts = PAUSES_MS.length } = this.#parts.settingsOf(event.reference.name);
    for (let attempt = 1; ; attempt++) {
      const responsePayload = await this.#attempt(event);
      if (responsePayload === 'done') return;
      const pause = attempt > maximumRetryAttempts ? undefined : PAUSES_MS[attempt - 1];
      if (responsePayload === 'too old') return this.#giveUp(event, 'EventAgeExceeded', attempt - 1);
      if (pause === undefined) return this.#giveUp(event, 'RetriesExhausted', attempt, responsePayload);
      await this.#sleep(pause);
    }
  }

  /** Answers `done`, `too old`, or the payload of the function's error. */
  async #attempt({ reference, payload, requestId, acceptedAt }: QueuedEvent): Promise<string> {
    const { maximumAgeSeconds: longest = LONGEST_AGE_SECONDS } = this.#parts.settingsOf(reference.name);
    for (let pause = FIRST_THROTTLE_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_THROTTLE_PAUSE_MS)) {
      try {
        const { outcome } = await this.#invocations.invoke(reference, payload, requestId);
        return outcome.functionError === undefined ? 'done' : outcome.payload;
      } catch (thrown) {
        if (!(thrown instanceof TooManyRequestsException)) throw thrown;
      }
      if (this.#scope.clock.now() + pause > acceptedAt + longest * 1000) return 'too old';
      await this.#sleep(pause);
    }
  }

  #giveUp(
    event: QueuedEvent,
    condition: FailedEvent['condition'],
    attempts: number,
    responsePayload?: string,
  ): void {
    this.#count('AsyncEventsDropped', event);
    const failed: FailedEvent = {
      functionArn: functionArn(this.#scope, event.reference),
      requestId: event.requestId,
      condition,
      approximateInvokeCount: attempts,
      requestPayload: event.payload,
      ...(responsePayload !== undefined && { responsePayload }),
    };
    this.failed.push(failed);
    const { onFailure } = this.#parts.settingsOf(event.reference.name);
    if (onFailure === undefined) return;
    try {
      this.#parts.sendDeadLetter(onFailure, {
        body: invocationRecord(failed, event.reference.qualifier ?? '$LATEST', this.#scope.clock.now()),
      });
    } catch {
      this.#count('DestinationDeliveryFailures', event);
    }
  }

  #count(metric: string, { reference }: QueuedEvent): void {
    this.#scope.record({
      namespace: 'AWS/Lambda',
      metric,
      dimensions: { FunctionName: reference.name },
      at: this.#scope.clock.now(),
      value: 1,
      unit: 'Count',
    });
  }

  #sleep(milliseconds: number): Promise<void> {
    return this.#scope.clock.sleep(milliseconds, this.#closing.signal);
  }
}
