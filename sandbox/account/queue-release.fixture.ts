import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { catalog } from '../../functions/catalog.ts';
import type { Context } from '../../functions/context.ts';
import type { Contract } from '../../functions/contract.ts';
import type { Definition } from '../../functions/operation.ts';
import type { QueueBatch, QueueFailures } from '../../functions/queue-batch.ts';
import { sortMail } from '../../lib/houses.fixture.ts';
import { writeContracts } from '../../surfaces/contracts.ts';
import type { Release } from './product.ts';

export const MAIL = 'arn:aws:sqs:eu-west-1:000000000000:operate-mail';

export type Sorter = (batch: QueueBatch, context: Context) => Promise<QueueFailures>;

/** The contract of an operation that works off a queue, built as those of the catalog are. */
export async function mailContract(): Promise<Contract> {
  const directory = await mkdtemp(join(tmpdir(), 'queues-'));
  await writeContracts([sortMail], directory);
  const built = (await import(pathToFileURL(join(directory, 'sort-mail.js')).href)) as { contract: Contract };
  await rm(directory, { recursive: true });
  return built.contract;
}

/** A release with one operation more, which works off a queue. */
export function mailRelease(contract: Contract, handler: Sorter, definition: Definition = sortMail): Release {
  return {
    catalog: [...(catalog as readonly Definition[]), definition],
    operations: { sort_mail: { contract, handler } },
  };
}
