import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { described, tagsOf } from '../described.ts';
import type { Lister } from '../lister.ts';
import { pageOf } from '../page.ts';

const PAGE = 100;

export const databaseInstances: Lister = {
  type: 'AWS::RDS::DBInstance',
  actions: ['rds:DescribeDBInstances'],
  async list({ clients, environment: { region } }, spend, from) {
    spend();
    const { DBInstances = [], Marker } = await clients(RDSClient).send(
      new DescribeDBInstancesCommand({ MaxRecords: PAGE, ...(from && { Marker: from }) }),
    );
    const found = DBInstances.map(({ TagList, ...one }) => ({
      type: this.type,
      id: one.DBInstanceIdentifier ?? '',
      arn: one.DBInstanceArn ?? '',
      region,
      tags: tagsOf(TagList),
      properties: described(one),
    }));
    return pageOf(found, Marker);
  },
};
