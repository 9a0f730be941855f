import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { digest } from '../../core/canonical.ts';
import type { ObjectiveState } from '../../core/slo/evaluate.ts';
import type { Objective } from '../../core/slo/objective.ts';
import type { Standing } from '../../core/slo/policy.ts';
import type { Told } from '../../core/slo/told.ts';
import type { Context } from '../context.ts';
import { readItems } from '../items.ts';
import { partitionOf, type SloRecord } from '../slo-record.ts';
import { documentClient } from '../table.ts';

/** What the last evaluation left of an objective. */
export interface SloStatus {
  readonly fingerprint: string;
  /** By which rules it stands where it does; see `rulesOf`. */
  readonly rules: string;
  /** ISO 8601. */
  readonly evaluatedAt: string;
  /** Up to where it was counted; ISO 8601. */
  readonly countedTo: string;
  readonly state: ObjectiveState;
  /** Share of the budget that remains; nothing without data. */
  readonly remaining?: number;
  /** The fastest burn of an alert that fires. */
  readonly firingBurn?: number;
  readonly standing: Standing;
  readonly told: Told;
}

type Named = Pick<Objective, 'environment' | 'name'>;

/** What a standing rests upon: once that is changed, or time is left out, a freeze of before says nothing. */
export function rulesOf({ objective: { target, window, method, policy }, exclusions }: SloRecord): string {
  return digest([target, window, method, policy, exclusions.map(({ id }) => id)]).slice(0, 16);
}

/** A status that was not written anew for so long says nothing of now. */
export const STALE_MS = 20 * 60_000;

/** Statuses by the names of their objectives, `environment/name`, read consistently. */
export async function readStatuses(
  context: Context,
  objectives: readonly Named[],
): Promise<ReadonlyMap<string, SloStatus>> {
  const keys = objectives.map((named) => ({ pk: partitionOf(context, named), sk: 'STATUS' }));
  const items = await readItems(context, keys);
  return new Map(items.map(({ name, status }) => [String(name), status as SloStatus]));
}

export function statusName({ environment, name }: Named): string {
  return `${environment}/${name}`;
}

/**
 * Writes what an evaluation found, unless a later one has come first.
 * @returns whether it was written
 */
export async function writeStatus(context: Context, objective: Named, status: SloStatus): Promise<boolean> {
  try {
    await documentClient(context).send(
      new PutCommand({
        TableName: context.environment.table,
        Item: {
          pk: partitionOf(context, objective),
          sk: 'STATUS',
          name: statusName(objective),
          evaluatedAt: status.evaluatedAt,
          status,
        },
        ConditionExpression: 'attribute_not_exists(pk) OR evaluatedAt <= :now',
        ExpressionAttributeValues: { ':now': status.evaluatedAt },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
