import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { READABLE_VERSIONS, WRITTEN_VERSION } from '../../functions/schema-version.ts';
import { documentClient, partition } from '../../functions/table.ts';
import { ENVIRONMENT } from '../flows/service.ts';
import { runStep } from '../flows/step.ts';
import { type Kept, keptRecords } from './kept-records.ts';
import { recordsOf, schema, TARGETS } from './previous-release.ts';

const NEWEST = Math.max(...READABLE_VERSIONS);
const NEWER = NEWEST + 1;
const where = { environment: ENVIRONMENT, service: 'shop' };

let kept: Kept;
let id: { deploymentId: string };
beforeAll(async () => {
  kept = await keptRecords('lambda-alias', 'in-mid-bake');
  id = { deploymentId: kept.records.deploymentId };
  await stopTheLine(true);
});
afterAll(async () => {
  await kept.service.traffic.stop();
  await kept.installation.close();
});

function stopTheLine(stopped: boolean) {
  const freeze = { kind: 'stop-the-line' as const, stopped, reason: 'a sale' };
  return kept.installation.as('operator').set_freeze({ environment: ENVIRONMENT, freeze });
}

/** What a release after this one might have written in a record's place. */
async function rewritten(name: string): Promise<void> {
  const { context } = kept.installation;
  const TableName = context.environment.table;
  const Key = { pk: partition(context, name), sk: 'META' };
  const { Item } = await documentClient(context).send(new GetCommand({ TableName, Key }));
  const { record: _record, ...item } = Item ?? {};
  expect(item['schemaVersion']).toBe(WRITTEN_VERSION);
  const newer = { ...item, ...Key, schemaVersion: NEWER, body: {} };
  await documentClient(context).send(new PutCommand({ TableName, Item: newer }));
}

const refused = (resource: string) => ({
  name: 'Conflict',
  message: `A newer release wrote ${resource} (schema ${NEWER}); this one reads schemas up to ${NEWEST}. Deploy the newer release again.`,
});

describe('the schema version', () => {
  it('that this release writes was readable one release before', () => {
    expect(schema.readable).toContain(WRITTEN_VERSION);
    expect(READABLE_VERSIONS).toContain(WRITTEN_VERSION);
  });

  it('that the release before wrote is readable still', () => {
    expect(READABLE_VERSIONS).toContain(schema.written);
    const written = TARGETS.flatMap((target) => recordsOf(target, 'in-mid-bake').items)
      .filter(({ sk }) => sk === 'META')
      .map(({ schemaVersion }) => schemaVersion);
    expect(new Set(written)).toEqual(new Set([schema.written]));
  });
});

describe('a record that a newer release wrote', () => {
  it('is refused by name where it is read, listed, changed or stepped on: a freeze', async () => {
    await rewritten(`FREEZE#${ENVIRONMENT}`);
    const { developer } = kept.installation;
    await expect(stopTheLine(false)).rejects.toMatchObject(refused(`freeze/${ENVIRONMENT}`));
    await expect(developer.deploy_application({ ...where, version: '2' })).rejects.toMatchObject(
      refused(`freeze/${ENVIRONMENT}`),
    );
  });

  it('a deployment', async () => {
    await rewritten(`DEPLOYMENT#${id.deploymentId}`);
    const { developer } = kept.installation;
    const wanted = refused(`deployment/${id.deploymentId}`);
    await expect(developer.get_deployment(id)).rejects.toMatchObject(wanted);
    await expect(developer.list_deployments(where)).rejects.toMatchObject(wanted);
    await expect(developer.abort_deployment(id)).rejects.toMatchObject(wanted);
    const look = { action: 'look', ...id, step: 0 };
    await expect(runStep(kept.installation, 'drive_lambda_alias', look)).rejects.toMatchObject(wanted);
  });

  it('a service', async () => {
    await rewritten(`SERVICE#${ENVIRONMENT}#shop`);
    const { developer } = kept.installation;
    const wanted = refused(`service/${ENVIRONMENT}/shop`);
    await expect(developer.get_service(where)).rejects.toMatchObject(wanted);
    await expect(developer.list_services({ environment: ENVIRONMENT })).rejects.toMatchObject(wanted);
    await expect(developer.deploy_application({ ...where, version: '2' })).rejects.toMatchObject(wanted);
  });
});
