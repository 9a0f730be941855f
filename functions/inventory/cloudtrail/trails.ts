import { CloudTrailClient, DescribeTrailsCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail';
import { asked, describeEach, madeOf } from '../asked.ts';
import { described } from '../described.ts';
import type { Lister } from '../lister.ts';

/** Trails, and the account as far as they cover it; an account has five a region at most. */
export const trails: Lister = {
  type: 'AWS::CloudTrail::Account',
  also: ['AWS::CloudTrail::Trail'],
  actions: ['cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus'],
  async list({ clients, environment: { account, region } }, spend) {
    const client = clients(CloudTrailClient);
    spend();
    const { trailList = [] } = await client.send(new DescribeTrailsCommand({}));
    const found = await describeEach(trailList, async (trail) => {
      spend();
      const status = await asked(client.send(new GetTrailStatusCommand({ Name: trail.TrailARN })));
      const IsLogging = madeOf(status, (answer) => answer.IsLogging ?? false);
      return {
        type: 'AWS::CloudTrail::Trail',
        id: trail.Name ?? '',
        arn: trail.TrailARN ?? '',
        region: trail.HomeRegion ?? region,
        tags: {},
        properties: described({ ...trail, IsLogging }),
      };
    });
    const all = {
      type: 'AWS::CloudTrail::Account',
      id: account,
      arn: `arn:aws:cloudtrail:${region}:${account}:account`,
      region,
      tags: {},
      properties: { Trails: found.map(({ properties }) => properties) },
    };
    return { resources: [all, ...found] };
  },
};
