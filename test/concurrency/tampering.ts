import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type AuditRecord, type Head, hashOf } from '../../core/audit/chain.ts';
import { chainPartition, itemKeyOf, sequenceKey } from '../../functions/audit/item.ts';
import { documentClient } from '../../functions/table.ts';
import type { Installation } from '../flows/installation.ts';

/** Somebody who may write the table, at work on the chain of one resource. */
export class Tamperer {
  readonly #context: Installation['context'];
  readonly #resource: string;

  constructor({ context }: Installation, resource: string) {
    this.#context = context;
    this.#resource = resource;
  }

  async read(sequence: number): Promise<AuditRecord> {
    const Key = this.#keyOf(sequence);
    const { Item } = await this.#table.send(new GetCommand({ TableName: this.#name, Key }));
    if (!Item) throw new Error(`${this.#resource} has no record ${sequence}.`);
    return Item as AuditRecord;
  }

  async write(record: AuditRecord): Promise<void> {
    await this.#table.send(new PutCommand({ TableName: this.#name, Item: { ...record } }));
  }

  async remove(sequence: number): Promise<void> {
    await this.#table.send(new DeleteCommand({ TableName: this.#name, Key: this.#keyOf(sequence) }));
  }

  async head(): Promise<Head> {
    const Key = itemKeyOf(this.#context, this.#resource);
    const { Item } = await this.#table.send(new GetCommand({ TableName: this.#name, Key }));
    return Item?.['head'] as Head;
  }

  async setHead(head: Head): Promise<void> {
    await this.#table.send(
      new UpdateCommand({
        TableName: this.#name,
        Key: itemKeyOf(this.#context, this.#resource),
        UpdateExpression: 'SET head = :head',
        ExpressionAttributeValues: { ':head': head },
      }),
    );
  }

  /** Tells a record otherwise, and computes it, all that follow and the head anew: by itself the chain is sound. */
  async forge(from: number, words: string): Promise<void> {
    const { sequence: last } = await this.head();
    let { previousHash } = await this.read(from);
    for (let sequence = from; sequence <= last; sequence++) {
      const before = await this.read(sequence);
      const said = { ...before, ...(sequence === from && { words }), previousHash };
      const record = { ...said, hash: hashOf(said) };
      await this.write(record);
      previousHash = record.hash;
    }
    await this.setHead({ sequence: last, hash: previousHash });
  }

  get #table() {
    return documentClient(this.#context);
  }

  get #name(): string {
    return this.#context.environment.table;
  }

  #keyOf(sequence: number) {
    return { pk: chainPartition(this.#context, this.#resource), sk: sequenceKey(sequence) };
  }
}
