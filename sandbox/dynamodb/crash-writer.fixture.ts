import { setImmediate as nextRound } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { databaseAccount, TABLE } from './dynamodb.fixture.ts';

// Writes transactions to the database in a directory and kills itself in the middle of the last one: after the
// given share of the event loop rounds that the transactions before it took. Prints every acknowledged number.
const [path = '', share = ''] = process.argv.slice(2);
const WRITES = 6;

const { clients } = await databaseAccount({ path });
const documents = DynamoDBDocumentClient.from(clients(DynamoDBClient));

/** Three items, all of them in the index, where the transaction before left others. */
async function write(number: number): Promise<void> {
  const items = ['a', 'b', 'c'].map((pk) => ({
    Put: {
      TableName: TABLE.name,
      Item: { pk, sk: 'META', number, gsi1pk: `write#${number}`, gsi1sk: pk },
    },
  }));
  await documents.send(new TransactWriteCommand({ TransactItems: items }));
  process.stdout.write(`${number}\n`);
}

async function roundsOf(work: Promise<void>): Promise<number> {
  let rounds = 0;
  let done = false;
  void work.then(() => {
    done = true;
  });
  for (; !done; rounds++) await nextRound();
  return rounds;
}

let rounds = 0;
for (let number = 1; number < WRITES; number++) rounds = await roundsOf(write(number));
void write(WRITES);
for (let round = 0; round < rounds * Number(share); round++) await nextRound();
process.kill(process.pid, 'SIGKILL');
