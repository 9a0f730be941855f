import { append, type Head } from '../../core/audit/chain.ts';
import type { Caller, Context } from '../context.ts';
import { WRITTEN_VERSION } from '../schema-version.ts';
import type { WriteItem } from '../table.ts';
import { auditItem, itemKeyOf } from './item.ts';

/** One resource after a change, with the sentence that its audit record says about it. */
export interface ChainedChange {
  /** The resource's name in the audit, such as `service/production/storefront`; its key follows from it. */
  readonly resource: string;
  /** The chain's head as it was read with the resource; absent for a new one. */
  readonly head: Head | undefined;
  /** The whole item after the change, without keys and head. */
  readonly item: Readonly<Record<string, unknown>>;
  /** One sentence for the audit. */
  readonly words: string;
  /** DONE, or the code of a refusal that is itself a change of state. */
  readonly outcome?: string;
}

/**
 * The resource's write, conditional on the head it was read with, and the write of its audit record. For a
 * transaction that changes several resources, each of which keeps its own chain.
 */
export function chainedWrites(context: Context, change: ChainedChange): { writes: WriteItem[]; head: Head } {
  const { clock, call } = context;
  const record = append(change.head, {
    at: new Date(clock.now()).toISOString(),
    resource: change.resource,
    action: call.operation,
    caller: call.caller.arn,
    outcome: change.outcome ?? 'DONE',
    words: past(call.caller, change.words),
    requestId: call.requestId,
    inputHash: call.inputHash,
  });
  const head = { sequence: record.sequence, hash: record.hash };
  return { writes: [resourceWrite(context, change, head), auditItem(context, record)], head };
}

/** What is done behind broken glass says so where it is looked for. */
function past({ breakGlass }: Caller, words: string): string {
  return breakGlass === undefined ? words : `${words} The glass was broken: ${breakGlass}`;
}

function resourceWrite(
  context: Context,
  { resource, item, head: before }: ChainedChange,
  head: Head,
): WriteItem {
  return {
    Put: {
      TableName: context.environment.table,
      Item: { ...itemKeyOf(context, resource), ...item, schemaVersion: WRITTEN_VERSION, head },
      ...(before
        ? {
            ConditionExpression: '#head.#sequence = :sequence AND #head.#hash = :hash',
            ExpressionAttributeNames: { '#head': 'head', '#sequence': 'sequence', '#hash': 'hash' },
            ExpressionAttributeValues: { ':sequence': before.sequence, ':hash': before.hash },
          }
        : { ConditionExpression: 'attribute_not_exists(pk)' }),
    },
  };
}
