import type { AccountScope } from '../service.ts';
import type { SendDeadLetter } from '../sqs/message.ts';
import { deadLetter } from './dead-letters.ts';
import type { Delivery } from './delivery.ts';
import type { DeliveryFaults } from './delivery-faults.ts';
import { wholeSeconds } from './event-envelope.ts';
import { type RetryOutcome, withRetries } from './retry.ts';
import type { Rule } from './rule.ts';
import { callTarget, type TargetCalls, targetPayload } from './targets.ts';

export interface DispatcherParts {
  readonly scope: AccountScope;
  readonly calls: TargetCalls;
  readonly faults: DeliveryFaults;
  readonly sendDeadLetter: SendDeadLetter;
  /** From PutEvents to the first attempt. */
  readonly latencyMilliseconds: number;
}

/** Delivers events to targets, at least once, on the clock and apart from whoever published them. */
export class Dispatcher {
  readonly #parts: DispatcherParts;
  readonly #closing = new AbortController();
  readonly #underWay = new Set<Promise<void>>();

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
  }

  /** Starts a delivery, or none or several where a fault says so. */
  dispatch(delivery: Delivery): void {
    const fate = this.#parts.faults.fateOf(delivery);
    for (let copy = 0; copy < fate.copies; copy++)
      this.#start(delivery, this.#parts.latencyMilliseconds + fate.delayMilliseconds());
  }

  /** Reports that a rule matched an event, whether it has targets or not. */
  countMatch(rule: Rule): void {
    this.#count('TriggeredRules', rule);
  }

  /** Stops waiting deliveries and answers when none is under way. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('The event bus is closed.'));
    await Promise.all(this.#underWay);
  }

  #start(delivery: Delivery, delay: number): void {
    const run = this.#deliver(delivery, delay)
      .catch((thrown) => {
        if (!this.#closing.signal.aborted) throw thrown;
      })
      .finally(() => this.#underWay.delete(run));
    this.#underWay.add(run);
  }

  async #deliver(delivery: Delivery, delay: number): Promise<void> {
    const { scope, calls } = this.#parts;
    const { signal } = this.#closing;
    await scope.clock.sleep(delay, signal);
    this.#count('Invocations', delivery.rule);
    const since = scope.clock.now();
    const outcome = await withRetries(
      async (attempt) => {
        if (attempt > 1) this.#count('RetryInvocationAttempts', delivery.rule);
        await callTarget(calls, delivery.target, payloadOf(delivery));
      },
      delivery.target.retryPolicy ?? {},
      { clock: scope.clock, random: () => scope.random(), signal, since },
    );
    if (outcome.kind === 'failed') this.#giveUp(delivery, outcome);
  }

  #giveUp(delivery: Delivery, outcome: RetryOutcome & { kind: 'failed' }): void {
    this.#count('FailedInvocations', delivery.rule);
    const queueArn = delivery.target.deadLetterArn;
    if (queueArn === undefined) return;
    try {
      this.#parts.sendDeadLetter(queueArn, deadLetter(delivery, outcome));
      this.#count('InvocationsSentToDlq', delivery.rule);
    } catch {
      this.#count('InvocationsFailedToBeSentToDlq', delivery.rule);
    }
  }

  #count(metric: string, rule: Rule): void {
    const { scope } = this.#parts;
    const dimensions = { RuleName: rule.name, ...(rule.bus !== 'default' && { EventBusName: rule.bus }) };
    scope.record({
      namespace: 'AWS/Events',
      metric,
      dimensions,
      at: scope.clock.now(),
      value: 1,
      unit: 'Count',
    });
  }
}

function payloadOf({ target, event, rule, ingestedAt }: Delivery): string {
  return targetPayload(target, {
    event,
    ruleArn: rule.arn,
    ruleName: rule.name,
    ingestionTime: wholeSeconds(ingestedAt),
  });
}
