import {
  type BatchResultErrorEntry,
  EmptyBatchRequest,
  TooManyEntriesInBatchRequest,
} from '@aws-sdk/client-sqs';

const MOST_ENTRIES = 10;
const $metadata = { httpStatusCode: 400 };

interface Entry {
  readonly Id: string | undefined;
}

/**
 * Runs the entries of a batch, each of which succeeds or is refused on its own.
 * @param action as AWS names an entry of the batch in its messages
 * @throws EmptyBatchRequest, TooManyEntriesInBatchRequest
 */
export function batch<E extends Entry, Done extends object>(
  action: string,
  entries: readonly E[] | undefined,
  run: (entry: E) => Done,
): { Successful: (Done & { Id: string })[]; Failed: BatchResultErrorEntry[] } {
  const { length = 0 } = entries ?? [];
  if (length === 0)
    throw new EmptyBatchRequest({
      message: `There should be at least one ${action} in the request.`,
      $metadata,
    });
  if (length > MOST_ENTRIES)
    throw new TooManyEntriesInBatchRequest({
      message: `Maximum number of entries per request are ${MOST_ENTRIES}. You have sent ${length}.`,
      $metadata,
    });
  const Successful: (Done & { Id: string })[] = [];
  const Failed: BatchResultErrorEntry[] = [];
  for (const entry of entries ?? []) {
    const { Id = '' } = entry;
    try {
      Successful.push({ ...run(entry), Id });
    } catch (error) {
      const { name, message } = error as Error;
      Failed.push({ Id, SenderFault: true, Code: name, Message: message });
    }
  }
  return { Successful, Failed };
}
