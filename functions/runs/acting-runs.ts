import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { RunTarget } from '../../core/runbook/run.ts';
import type { Context } from '../context.ts';
import { documentClient, type Key, partition, type WriteItem } from '../table.ts';

/** The item that lists what runs of runbooks are under way at a target, and which of them act. */
export function liveRunsKey(context: Context, { environment, service }: RunTarget): Key {
  return { pk: partition(context, 'RUNS', environment, service), sk: 'LIVE' };
}

/** A run that has begun to change its target, or is undoing that. */
export interface ActingRun {
  readonly id: string;
  readonly runbook: string;
}

/** What the item says of them beside its list; nothing where none acts, so that a condition can ask for that. */
export function actingAttribute(runs: readonly ActingRun[]): { readonly acting?: readonly ActingRun[] } {
  return runs.length > 0 ? { acting: runs.map(({ id, runbook }) => ({ id, runbook })) } : {};
}

/** The runs that act on a service, read consistently. */
export async function actingRuns(context: Context, target: RunTarget): Promise<readonly ActingRun[]> {
  const { Item } = await documentClient(context).send(
    new GetCommand({
      TableName: context.environment.table,
      Key: liveRunsKey(context, target),
      ConsistentRead: true,
    }),
  );
  return (Item?.['acting'] as readonly ActingRun[] | undefined) ?? [];
}

/** The condition that no run acts on a service, for a transaction that a run must not meet. */
export function noRunActs(context: Context, target: RunTarget): WriteItem {
  return {
    ConditionCheck: {
      TableName: context.environment.table,
      Key: liveRunsKey(context, target),
      ConditionExpression: 'attribute_not_exists(acting)',
    },
  };
}
