import { CreateScheduleCommand, DeleteScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Target } from '../../core/services/service.ts';
import { documentClient, partition } from '../../functions/table.ts';
import { type Deployment, deploy, deploymentOf } from '../flows/deployment.ts';
import { type Installation, install } from '../flows/installation.ts';
import { pricing } from '../flows/pricing.ts';
import { ENVIRONMENT, outsider, type Service } from '../flows/service.ts';
import { storefront } from '../flows/storefront.ts';
import { type Records, recordsOf, type TargetType } from './previous-release.ts';

/** The service that all records are about. */
const SERVICE = 'shop';
/** Other identifiers than the records have. */
const SEED = 11;
/** The trail has told of every outside change by then. */
const TRAIL_MS = 600_000;
/** A state in which the new version serves already. */
const PROMOTED = 'promoted';

/** A service that runs here, of which the table knows only what the release before wrote. */
export interface Kept {
  readonly installation: Installation;
  readonly service: Service;
  readonly deployment: Deployment;
  readonly records: Records;
}

/** Brings a service where the records say it is, and then puts the records in place of all that was written here. */
export async function keptRecords(target: TargetType, state: string): Promise<Kept> {
  const records = recordsOf(target, state);
  const installation = await install({}, { seed: SEED });
  const service =
    target === 'ecs-pair'
      ? await storefront(installation, { name: SERVICE })
      : await pricing(installation, { name: SERVICE });
  const here = await targetOf(installation);
  const others = state === PROMOTED ? [await promotedHere(service)] : [];
  if (split(records)) {
    await service.meddle(outsider(installation, 'other-tool'), 50);
    await installation.clock.advanceBy(TRAIL_MS);
  }
  await forget(installation, [
    `SERVICE#${ENVIRONMENT}#${SERVICE}`,
    `AUDIT#service/${ENVIRONMENT}/${SERVICE}`,
    ...others.flatMap((id) => [`DEPLOYMENT#${id}`, `AUDIT#deployment/${id}`]),
  ]);
  await remember(installation, records, here);
  return { installation, service, records, deployment: deploymentOf(service, records.deploymentId) };
}

/** Whether traffic is split in that state. */
function split({ state }: Records): boolean {
  return state === 'BAKING' || state === 'PAUSED';
}

async function promotedHere(service: Service): Promise<string> {
  const { id, end } = await deploy(service, service.versions.good);
  const { state } = await end();
  if (state.name !== 'PROMOTED') throw new Error(`The deployment is ${state.name}.`);
  const { scheduleGroup: GroupName } = service.installation.product.environment;
  const scheduler = service.installation.context.clients(SchedulerClient);
  await scheduler.send(new DeleteScheduleCommand({ Name: `window-${id}`, GroupName }));
  return id;
}

async function itemsOf({ context }: Installation, name: string): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await documentClient(context).send(
    new QueryCommand({
      TableName: context.environment.table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': partition(context, name) },
      ConsistentRead: true,
    }),
  );
  return Items;
}

async function targetOf(installation: Installation): Promise<Target> {
  const items = await itemsOf(installation, `SERVICE#${ENVIRONMENT}#${SERVICE}`);
  return targetIn(items);
}

function targetIn(items: readonly Readonly<Record<string, unknown>>[]): Target {
  const records = items.map(({ record }) => record as { target?: Target } | undefined);
  const target = records.find((record) => record?.target)?.target;
  if (!target) throw new Error('There is no record of the service.');
  return target;
}

async function forget(installation: Installation, names: readonly string[]): Promise<void> {
  const { context } = installation;
  for (const name of names)
    for (const { pk, sk } of await itemsOf(installation, name))
      await documentClient(context).send(
        new DeleteCommand({ TableName: context.environment.table, Key: { pk, sk } }),
      );
}

/** The balancer's identifiers are another's here; all else is as it was written. */
async function remember({ context }: Installation, records: Records, here: Target): Promise<void> {
  const renamed = renaming(targetIn(records.items), here);
  for (const item of records.items)
    await documentClient(context).send(
      new PutCommand({ TableName: context.environment.table, Item: renamed(item) }),
    );
  for (const { name, group, expression, actionAfterCompletion, target } of records.schedules)
    await context.clients(SchedulerClient).send(
      new CreateScheduleCommand({
        Name: name,
        GroupName: group,
        ScheduleExpression: expression,
        ActionAfterCompletion: actionAfterCompletion,
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: target,
      }),
    );
}

function renaming(there: Target, here: Target): <T>(value: T) => T {
  const now = textsIn(here);
  const pairs = textsIn(there).map((text, index) => [text, now[index] ?? text] as const);
  const changed = pairs.filter(([before, after]) => before !== after);
  return (value) =>
    JSON.parse(
      changed.reduce((text, [before, after]) => text.replaceAll(before, after), JSON.stringify(value)),
    );
}

/** Every text in a value, in the order of its keys. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.flatMap(([, member]) => textsIn(member));
}
