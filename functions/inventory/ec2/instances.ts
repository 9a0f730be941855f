import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { Lister } from '../lister.ts';
import { pageOf } from '../page.ts';
import { ec2Resource } from './resource.ts';

const PAGE = 500;

export const instances: Lister = {
  type: 'AWS::EC2::Instance',
  actions: ['ec2:DescribeInstances'],
  async list(context, spend, from) {
    spend();
    const { Reservations = [], NextToken } = await context
      .clients(EC2Client)
      .send(new DescribeInstancesCommand({ MaxResults: PAGE, ...(from && { NextToken: from }) }));
    const found = Reservations.flatMap(({ Instances = [] }) => Instances).map((one) =>
      ec2Resource(context, this.type, 'instance', one.InstanceId ?? '', one),
    );
    return pageOf(found, NextToken);
  },
};
