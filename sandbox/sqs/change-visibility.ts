import type {
  BatchResultErrorEntry,
  ChangeMessageVisibilityBatchCommandInput,
  ChangeMessageVisibilityBatchResult,
} from '@aws-sdk/client-sqs';
import { EmptyBatchRequest, TooManyEntriesInBatchRequest } from '@aws-sdk/client-sqs';
import type { Queue } from './queue.ts';

const MOST_ENTRIES = 10;
const $metadata = { httpStatusCode: 400 };

/** ChangeMessageVisibilityBatch: each entry is changed or refused on its own. */
export function changeVisibilityBatch(
  queue: Queue,
  { Entries = [] }: ChangeMessageVisibilityBatchCommandInput,
): ChangeMessageVisibilityBatchResult {
  if (Entries.length === 0)
    throw new EmptyBatchRequest({
      message: 'There should be at least one ChangeMessageVisibilityBatchRequestEntry in the request.',
      $metadata,
    });
  if (Entries.length > MOST_ENTRIES)
    throw new TooManyEntriesInBatchRequest({
      message: `Maximum number of entries per request are 10. You have sent ${Entries.length}.`,
      $metadata,
    });
  const Successful: { Id: string }[] = [];
  const Failed: BatchResultErrorEntry[] = [];
  for (const { Id = '', ReceiptHandle = '', VisibilityTimeout = 0 } of Entries)
    try {
      queue.hide(ReceiptHandle, VisibilityTimeout);
      Successful.push({ Id });
    } catch (error) {
      const { name, message } = error as Error;
      Failed.push({ Id, SenderFault: true, Code: name, Message: message });
    }
  return { Successful, Failed };
}
