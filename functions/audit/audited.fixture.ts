import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type AuditRecord, type Head, hashOf } from '../../core/audit/chain.ts';
import { S3 } from '../../sandbox/s3/s3.ts';
import { commit } from '../commit.ts';
import { documentClient } from '../table.ts';
import { definition as anchorDefinition } from './anchor-audit/definition.ts';
import { handler as anchor } from './anchor-audit/handler.ts';
import { ENVIRONMENT, testTable } from './context.fixture.ts';
import { chainPartition, itemKeyOf, sequenceKey } from './item.ts';
import { readHead } from './store.ts';
import { definition } from './verify-audit/definition.ts';
import { handler as verify } from './verify-audit/handler.ts';

const { table: TableName, auditBucket } = ENVIRONMENT;

/** An account with an audit bucket, and what somebody with full access to the table could do to it. */
export async function audited() {
  const table = await testTable((scope) => {
    const s3 = new S3(scope);
    s3.createBucket({ name: auditBucket, objectLock: {} });
    return [s3];
  });
  const context = table.context();
  const documents = documentClient(context);
  const keyOf = (resource: string, sequence: number) => ({
    pk: chainPartition(context, resource),
    sk: sequenceKey(sequence),
  });
  const read = async (resource: string, sequence: number) => {
    const { Item } = await documents.send(new GetCommand({ TableName, Key: keyOf(resource, sequence) }));
    return Item as unknown as AuditRecord;
  };
  const setHead = (resource: string, head: Head) =>
    documents.send(
      new UpdateCommand({
        TableName,
        Key: itemKeyOf(context, resource),
        UpdateExpression: 'SET head = :head',
        ExpressionAttributeValues: { ':head': head },
      }),
    );
  return {
    ...table,
    async change(resource: string, words: string) {
      await table.clock.advanceBy(1000);
      const head = await readHead(context, resource);
      await commit(context, { resource, head, item: {}, words });
    },
    anchor: () => anchor({}, table.contextOf(anchorDefinition)),
    verify: (input: { resource?: string; month?: string }) => verify(input, table.contextOf(definition)),
    remove: (resource: string, sequence: number) =>
      documents.send(new DeleteCommand({ TableName, Key: keyOf(resource, sequence) })),
    read,
    setHead,
    put: (Item: object) => documents.send(new PutCommand({ TableName, Item: { ...Item } })),
    /** Changes a record and computes its hash and all that follow anew, up to the head. */
    async forge(resource: string, from: number, to: number, words: string) {
      let previousHash = (await read(resource, from)).previousHash;
      for (let sequence = from; sequence <= to; sequence++) {
        const before = await read(resource, sequence);
        const after = { ...before, previousHash, ...(sequence === from && { words }) };
        previousHash = hashOf(after);
        await documents.send(new PutCommand({ TableName, Item: { ...after, hash: previousHash } }));
      }
      await setHead(resource, { sequence: to, hash: previousHash });
    },
  };
}

export type Audited = Awaited<ReturnType<typeof audited>>;

/** One chain, `deployment/a`, of three records. */
export async function threeChanges(): Promise<Audited> {
  const account = await audited();
  for (const words of ['one', 'two', 'three']) await account.change('deployment/a', words);
  return account;
}
