import type { Delivery } from './delivery.ts';

export type DeliveryPredicate = (delivery: Delivery) => boolean;

/** What befalls one delivery: how often it is made (0: lost), and how much later, asked for each copy. */
export interface DeliveryFate {
  readonly copies: number;
  delayMilliseconds(): number;
}

interface Fault extends DeliveryFate {
  readonly applies: DeliveryPredicate;
  remaining: number;
}

const ALWAYS = Number.POSITIVE_INFINITY;
const atOnce = () => 0;

/**
 * Loss, duplication and delay of deliveries, by rule: EventBridge delivers at least once, and AWS's own
 * services publish on best effort. Each method answers a function that takes the fault away again; `times`
 * ends it after so many deliveries.
 */
export class DeliveryFaults {
  readonly #faults = new Set<Fault>();

  lose(applies: DeliveryPredicate, times = ALWAYS): () => void {
    return this.#add({ applies, copies: 0, delayMilliseconds: atOnce, remaining: times });
  }

  duplicate(applies: DeliveryPredicate, times = ALWAYS): () => void {
    return this.#add({ applies, copies: 2, delayMilliseconds: atOnce, remaining: times });
  }

  delay(applies: DeliveryPredicate, milliseconds: number, times = ALWAYS): () => void {
    return this.#add({ applies, copies: 1, delayMilliseconds: () => milliseconds, remaining: times });
  }

  /** Makes each delivery so often, each copy as late as `delayMilliseconds` says for it: they overtake each other. */
  scatter(applies: DeliveryPredicate, copies: number, delayMilliseconds: () => number): () => void {
    return this.#add({ applies, copies, delayMilliseconds, remaining: ALWAYS });
  }

  /** Uses up one of the times of every fault that applies. */
  fateOf(delivery: Delivery): DeliveryFate {
    const applying = [...this.#faults].filter((fault) => fault.remaining > 0 && fault.applies(delivery));
    for (const fault of applying) fault.remaining -= 1;
    return {
      copies: applying.reduce((copies, fault) => copies * fault.copies, 1),
      delayMilliseconds: () => applying.reduce((sum, fault) => sum + fault.delayMilliseconds(), 0),
    };
  }

  #add(fault: Fault): () => void {
    this.#faults.add(fault);
    return () => void this.#faults.delete(fault);
  }
}
