import type {
  PutEventsCommandInput,
  PutEventsCommandOutput,
  PutEventsRequestEntry,
  PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import type { BusEvent, Command, Need } from '../service.ts';
import {
  entryBytes,
  entryEvent,
  entryFailure,
  MAXIMUM_ENTRIES,
  MAXIMUM_REQUEST_BYTES,
} from './put-events-entry.ts';
import { validationException } from './validation-exception.ts';

export interface PutEventsPorts {
  /** Takes an event for a bus and answers its id; `at` is the entry's own time in milliseconds, when it has one. */
  ingest(event: BusEvent, bus: string, at?: number): string;
  busArn(bus: string): string;
}

type PutEvents = Command<PutEventsCommandInput, Omit<PutEventsCommandOutput, '$metadata'>>;

/** PutEvents: each entry is taken or refused on its own; an unknown bus takes an event and drops it, as on AWS. */
export function putEvents(ports: PutEventsPorts): PutEvents {
  return {
    run({ Entries: entries = [] }) {
      checkRequest(entries);
      const results = entries.map((entry) => put(entry, ports));
      const failed = results.filter((result) => result.ErrorCode !== undefined);
      return { FailedEntryCount: failed.length, Entries: results };
    },
    needs: ({ Entries: entries = [] }) => needs(entries, ports),
  };
}

/** The name of a bus that an entry gives by name or ARN. */
export function busName(nameOrArn: string | undefined): string {
  return nameOrArn?.replace(/^arn:aws:events:[^:]*:\d{12}:event-bus\//, '') ?? 'default';
}

function checkRequest(entries: readonly PutEventsRequestEntry[]): void {
  if (entries.length === 0 || entries.length > MAXIMUM_ENTRIES) {
    const bound =
      entries.length === 0 ? 'greater than or equal to 1' : `less than or equal to ${MAXIMUM_ENTRIES}`;
    throw validationException(
      `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length ${bound}`,
    );
  }
  const bytes = entries.reduce((sum, entry) => sum + entryBytes(entry), 0);
  if (bytes > MAXIMUM_REQUEST_BYTES)
    throw validationException('Total size of the entries in the request is over the limit.');
}

function put(entry: PutEventsRequestEntry, ports: PutEventsPorts): PutEventsResultEntry {
  const failure = entryFailure(entry);
  if (failure) return failure;
  return { EventId: ports.ingest(entryEvent(entry), busName(entry.EventBusName), entry.Time?.getTime()) };
}

function needs(entries: readonly PutEventsRequestEntry[], ports: PutEventsPorts): readonly Need[] {
  const all = entries.map((entry) => ({
    action: 'events:PutEvents',
    resource: ports.busArn(busName(entry.EventBusName)),
    conditions: { 'events:source': entry.Source ?? '', 'events:detail-type': entry.DetailType ?? '' },
  }));
  return [...new Map(all.map((need) => [JSON.stringify(need), need])).values()];
}
