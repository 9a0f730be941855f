import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Runtime } from './context.ts';

export type WriteItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

const documents = new WeakMap<DynamoDBClient, DynamoDBDocumentClient>();

/** The document client of the role that runs. */
export function documentClient({ clients }: Pick<Runtime, 'clients'>): DynamoDBDocumentClient {
  const raw = clients(DynamoDBClient);
  const known = documents.get(raw);
  if (known) return known;
  const made = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });
  documents.set(raw, made);
  return made;
}

/** Partition keys carry account and region from the first record on, so that tables can be merged or moved. */
export function partition({ environment }: Pick<Runtime, 'environment'>, ...parts: string[]): string {
  return [environment.account, environment.region, ...parts].join('#');
}

/** Thrown when a record changed between the read and the conditional write. */
export class RecordChanged extends Error {
  override readonly name = 'RecordChanged';
  /** The write whose condition failed: the resource itself, or a position in the change's `more`. */
  readonly write: 'resource' | number;
  constructor(write: 'resource' | number) {
    super(`The condition of write '${write}' no longer holds.`);
    this.write = write;
  }
}
