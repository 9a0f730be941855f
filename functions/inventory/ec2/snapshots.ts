import { DescribeSnapshotsCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { Lister } from '../lister.ts';
import { pageOf } from '../page.ts';
import { ec2Resource } from './resource.ts';

const PAGE = 1000;

export const snapshots: Lister = {
  type: 'AWS::EC2::Snapshot',
  actions: ['ec2:DescribeSnapshots'],
  async list(context, spend, from) {
    spend();
    const { Snapshots = [], NextToken } = await context.clients(EC2Client).send(
      new DescribeSnapshotsCommand({
        OwnerIds: ['self'],
        MaxResults: PAGE,
        ...(from && { NextToken: from }),
      }),
    );
    const found = Snapshots.map((one) =>
      ec2Resource(context, this.type, 'snapshot', one.SnapshotId ?? '', one),
    );
    return pageOf(found, NextToken);
  },
};
