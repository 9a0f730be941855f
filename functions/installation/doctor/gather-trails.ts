import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import type { TrailFacts } from '../../../core/installation/facts.ts';
import { recordsChanges } from '../../../core/installation/trail-records.ts';
import type { Context } from '../../context.ts';
import { reading } from '../reading.ts';

/** Every trail that covers this region, the organisation's among them. */
export async function gatherTrails(context: Context): Promise<TrailFacts[]> {
  const { trailList = [] } = await context.clients(CloudTrailClient).send(new DescribeTrailsCommand({}));
  return Promise.all(
    trailList.map(async ({ Name = '', TrailARN = '', IsMultiRegionTrail, HomeRegion = '' }) => ({
      name: Name,
      multiRegion: IsMultiRegionTrail === true,
      homeRegion: HomeRegion,
      status: await reading(() => status(context, TrailARN)),
    })),
  );
}

async function status({ clients }: Context, arn: string) {
  const trails = clients(CloudTrailClient);
  const { IsLogging } = await trails.send(new GetTrailStatusCommand({ Name: arn }));
  const { EventSelectors = [], AdvancedEventSelectors = [] } = await trails.send(
    new GetEventSelectorsCommand({ TrailName: arn }),
  );
  const basic = EventSelectors.map(({ IncludeManagementEvents = true, ReadWriteType = 'All' }) => ({
    includeManagementEvents: IncludeManagementEvents,
    readWriteType: ReadWriteType,
  }));
  const advanced = AdvancedEventSelectors.map(({ FieldSelectors = [] }) =>
    FieldSelectors.map(({ Field = '', Equals = [] }) => ({ field: Field, equals: Equals })),
  );
  return { logging: IsLogging === true, recordsChanges: recordsChanges(basic, advanced) };
}
