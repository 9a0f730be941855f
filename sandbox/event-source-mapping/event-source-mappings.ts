import type { Clients } from '../../functions/clients.ts';
import type { Principal } from '../service.ts';
import { EventSourceMapping, type MappingDefinition, type MappingParts } from './mapping.ts';

/** The principal that Lambda is to a queue; on AWS it reads with the function's role. */
export const POLLER: Principal = { arn: 'arn:aws:iam::aws:service/lambda.amazonaws.com' };

/** All that the poller asks of a queue. */
export const POLLING = ['sqs:ReceiveMessage', 'sqs:DeleteMessage'];

export interface EventSourceMappingsParts extends Omit<MappingParts, 'clients'> {
  clientsFor(principal: Principal): Clients;
}

/** The event source mappings of an account, one for each queue. */
export class EventSourceMappings {
  readonly #parts: EventSourceMappingsParts;
  readonly #mappings = new Map<string, EventSourceMapping>();
  /** Those that somebody switched off. */
  readonly #disabled = new Map<string, MappingDefinition>();
  readonly #closing = new Set<Promise<void>>();

  constructor(parts: EventSourceMappingsParts) {
    this.#parts = parts;
  }

  /** Makes the mapping of a queue, or replaces it; batches that are worked on end as they are. */
  put(definition: MappingDefinition): void {
    this.delete(definition.queueArn);
    const { clientsFor, ...parts } = this.#parts;
    const mapping = new EventSourceMapping(definition, { ...parts, clients: clientsFor(POLLER) });
    this.#mappings.set(definition.queueArn, mapping);
  }

  /** Switches the mapping of a queue off: it stays, and hands out nothing. */
  disable(queueArn: string): void {
    const definition = this.#mappings.get(queueArn)?.definition;
    this.delete(queueArn);
    if (definition) this.#disabled.set(queueArn, definition);
  }

  /** All of them, in the order of their queues' ARNs. */
  list(): readonly { readonly definition: MappingDefinition; readonly enabled: boolean }[] {
    const on = [...this.#mappings.values()].map(({ definition }) => ({ definition, enabled: true }));
    const off = [...this.#disabled.values()].map((definition) => ({ definition, enabled: false }));
    return [...on, ...off].sort((a, b) => a.definition.queueArn.localeCompare(b.definition.queueArn));
  }

  delete(queueArn: string): void {
    this.#disabled.delete(queueArn);
    const mapping = this.#mappings.get(queueArn);
    this.#mappings.delete(queueArn);
    if (!mapping) return;
    const closing = mapping.close().finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }

  async close(): Promise<void> {
    for (const queueArn of [...this.#mappings.keys()]) this.delete(queueArn);
    await Promise.all(this.#closing);
  }
}
