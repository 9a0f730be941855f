import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '../context.ts';
import { documentClient, type Key, partition, type WriteItem } from '../table.ts';

/** Something that harms a service on purpose, for a while. */
export interface Experiment {
  readonly environment: string;
  readonly service: string;
  readonly id: string;
  readonly words: string;
  /** Milliseconds since the epoch. */
  readonly endsAt: number;
}

function keyOf(context: Context, environment: string, service: string): Key {
  return { pk: partition(context, 'EXPERIMENT', environment, service), sk: 'LIVE' };
}

/** The write by which whoever begins an experiment says so: what fires because of it pages nobody. */
export function experimentWrite(context: Context, experiment: Experiment): WriteItem {
  const { environment, service } = experiment;
  const Item = {
    ...keyOf(context, environment, service),
    experiment,
    expiresAt: Math.ceil(experiment.endsAt / 1000),
  };
  return { Put: { TableName: context.environment.table, Item } };
}

/** The experiment on a service that is under way. */
export async function liveExperiment(
  context: Context,
  environment: string,
  service: string,
): Promise<Experiment | undefined> {
  const { Item } = await documentClient(context).send(
    new GetCommand({
      TableName: context.environment.table,
      Key: keyOf(context, environment, service),
      ConsistentRead: true,
    }),
  );
  const experiment = Item?.['experiment'] as Experiment | undefined;
  return experiment && experiment.endsAt > context.clock.now() ? experiment : undefined;
}

/** The same, on the condition that no other experiment on the service is under way. */
export function beginExperimentWrite(context: Context, experiment: Experiment): WriteItem {
  const { Put } = experimentWrite(context, experiment);
  if (!Put) throw new TypeError('The write of an experiment is a put.');
  return {
    Put: {
      ...Put,
      ConditionExpression: 'attribute_not_exists(pk) OR experiment.endsAt <= :now OR experiment.id = :id',
      ExpressionAttributeValues: { ':now': context.clock.now(), ':id': experiment.id },
    },
  };
}

/** The write by which an experiment that is over says so; one that another has taken the place of is left to it. */
export function endExperimentWrite(context: Context, experiment: Omit<Experiment, 'words'>): WriteItem {
  const { environment, service, id, endsAt } = experiment;
  return {
    Put: {
      TableName: context.environment.table,
      Item: {
        ...keyOf(context, environment, service),
        experiment: { environment, service, id, words: 'Over.', endsAt },
        expiresAt: Math.ceil(endsAt / 1000),
      },
      ConditionExpression: 'attribute_not_exists(pk) OR experiment.id = :id',
      ExpressionAttributeValues: { ':id': id },
    },
  };
}

/** The condition that no experiment on a service is under way, for a transaction that one must not meet. */
export function noExperiment(context: Context, environment: string, service: string): WriteItem {
  return {
    ConditionCheck: {
      TableName: context.environment.table,
      Key: keyOf(context, environment, service),
      ConditionExpression: 'attribute_not_exists(pk) OR experiment.endsAt <= :now',
      ExpressionAttributeValues: { ':now': context.clock.now() },
    },
  };
}
