import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { described } from '../described.ts';
import type { Lister } from '../lister.ts';
import { pageOf } from '../page.ts';

/** The most that CloudWatch Logs answers. */
const PAGE = 50;

/** Without their tags, which would be a call for each. */
export const logGroups: Lister = {
  type: 'AWS::Logs::LogGroup',
  actions: ['logs:DescribeLogGroups'],
  async list({ clients, environment: { region } }, spend, from) {
    spend();
    const { logGroups: groups = [], nextToken } = await clients(CloudWatchLogsClient).send(
      new DescribeLogGroupsCommand({ limit: PAGE, ...(from && { nextToken: from }) }),
    );
    const found = groups.map((one) => ({
      type: this.type,
      id: one.logGroupName ?? '',
      arn: one.logGroupArn ?? one.arn?.replace(/:\*$/, '') ?? '',
      region,
      tags: {},
      properties: described(one),
    }));
    return pageOf(found, nextToken);
  },
};
