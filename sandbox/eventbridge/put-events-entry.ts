import type { PutEventsRequestEntry, PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import type { BusEvent } from '../service.ts';

/** The limit of all entries of one request together, in bytes. */
export const MAXIMUM_REQUEST_BYTES = 1_048_576;
export const MAXIMUM_ENTRIES = 10;

const TIME_BYTES = 14;

/** The size of an entry as AWS documents it: time, source, detail type, detail and resources in UTF-8. */
export function entryBytes(entry: PutEventsRequestEntry): number {
  const texts = [entry.Source, entry.DetailType, entry.Detail, ...(entry.Resources ?? [])];
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text ?? ''), 0);
  return bytes + (entry.Time ? TIME_BYTES : 0);
}

/** Why an entry is refused, in AWS's words; undefined for a good one. */
export function entryFailure(entry: PutEventsRequestEntry): PutEventsResultEntry | undefined {
  for (const field of ['Source', 'DetailType', 'Detail'] as const) {
    if (!entry[field])
      return invalidArgument(`Parameter ${field} is not valid. Reason: ${field} is a required argument.`);
  }
  if (entry.Source?.startsWith('aws.'))
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  if (!parseDetail(entry.Detail))
    return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  return undefined;
}

/** A checked entry as the event it carries. */
export function entryEvent(entry: PutEventsRequestEntry): BusEvent {
  return {
    source: entry.Source ?? '',
    detailType: entry.DetailType ?? '',
    detail: parseDetail(entry.Detail) ?? {},
    resources: entry.Resources ?? [],
  };
}

function parseDetail(detail: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(detail ?? '');
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function invalidArgument(message: string): PutEventsResultEntry {
  return { ErrorCode: 'InvalidArgument', ErrorMessage: message };
}
