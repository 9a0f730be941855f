import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import { describe, expect, it } from 'vitest';
import { testAccount } from '../hook/account.fixture.ts';
import { CloudTrail } from './cloudtrail.ts';

function bench() {
  const made: CloudTrail[] = [];
  const account = testAccount((scope) => {
    const trails = new CloudTrail(scope);
    made.push(trails);
    return [trails];
  });
  const [trails] = made;
  if (!trails) throw new Error('There is no CloudTrail.');
  return { ...account, trails, client: account.clients(CloudTrailClient) };
}

describe('a trail', () => {
  it('is described with its status and what it records', async () => {
    const { trails, client } = bench();
    const arn = trails.createTrail({ name: 'main', managementEvents: 'WriteOnly' });
    const { trailList } = await client.send(new DescribeTrailsCommand({}));
    expect(trailList).toMatchObject([{ Name: 'main', TrailARN: arn, IsMultiRegionTrail: true }]);
    expect(await client.send(new GetTrailStatusCommand({ Name: arn }))).toMatchObject({ IsLogging: true });
    expect(await client.send(new GetEventSelectorsCommand({ TrailName: arn }))).toMatchObject({
      EventSelectors: [{ IncludeManagementEvents: true, ReadWriteType: 'WriteOnly' }],
    });
  });

  it('records changes only while it logs, and only if it is made for them', () => {
    const { trails } = bench();
    expect(trails.recordsChanges()).toBe(false);
    trails.createTrail({ name: 'reads', managementEvents: 'ReadOnly' });
    trails.createTrail({ name: 'data', managementEvents: 'None' });
    expect(trails.recordsChanges()).toBe(false);
    const arn = trails.createTrail({ name: 'main' });
    expect(trails.recordsChanges()).toBe(true);
    trails.stopLogging(arn);
    expect(trails.recordsChanges()).toBe(false);
  });

  it('that is not there is refused by name', async () => {
    const { client } = bench();
    await expect(client.send(new GetTrailStatusCommand({ Name: 'arn:x' }))).rejects.toMatchObject({
      name: 'TrailNotFoundException',
    });
  });
});
