import * as eventbridge from '@aws-sdk/client-eventbridge';
import { StatesError } from '../asl/errors.ts';
import type { TaskCall } from '../asl/frame.ts';
import { isJsonObject, type Json } from '../asl/json.ts';
import { argumentsOf, type Integration, unusable } from './integration.ts';
import { asTaskError } from './sdk-errors.ts';

const NAMING = { prefix: 'EventBridge', undeclared: 'AmazonEventBridgeException', sdk: eventbridge };
const KNOWN = new Set(['Source', 'DetailType', 'Detail', 'EventBusName', 'Resources', 'TraceHeader']);

/**
 * `events:putEvents`. Detail is any JSON, not text; execution and machine are added to every entry's Resources. One
 * refused entry fails the task.
 */
export const putEvents: Integration = async (call, clients) => {
  const { Entries: entries } = argumentsOf(call, ['Entries'], ['Entries']);
  if (!Array.isArray(entries)) throw unusable(call, "The field 'Entries' must be a list");
  const command = new eventbridge.PutEventsCommand({ Entries: entries.map((entry) => asEntry(call, entry)) });
  const answer = await clients(eventbridge.EventBridgeClient)
    .send(command)
    .catch((thrown: unknown) => Promise.reject(asTaskError(thrown, NAMING)));
  const result = {
    Entries: (answer.Entries ?? []).map((entry) => asResult(entry)),
    FailedEntryCount: answer.FailedEntryCount ?? 0,
  };
  if (result.FailedEntryCount > 0) throw new StatesError('EventBridge.FailedEntry', JSON.stringify(result));
  return result;
};

function asEntry(call: TaskCall, entry: Json): eventbridge.PutEventsRequestEntry {
  if (!isJsonObject(entry)) throw unusable(call, 'An entry must be an object');
  const unknown = Object.keys(entry).find((name) => !KNOWN.has(name));
  if (unknown !== undefined)
    throw unusable(call, `The field '${unknown}' is not supported by Step Functions`);
  const { Detail, Resources, ...texts } = entry;
  const resources = Array.isArray(Resources) ? (Resources as readonly string[]) : [];
  return {
    ...(texts as eventbridge.PutEventsRequestEntry),
    Detail: typeof Detail === 'string' ? Detail : JSON.stringify(Detail ?? {}),
    Resources: [...resources, call.execution.arn, call.machine.arn],
  };
}

function asResult({ EventId, ErrorCode, ErrorMessage }: eventbridge.PutEventsResultEntry): Json {
  return {
    ...(EventId === undefined ? {} : { EventId }),
    ...(ErrorCode === undefined ? {} : { ErrorCode }),
    ...(ErrorMessage === undefined ? {} : { ErrorMessage }),
  };
}
