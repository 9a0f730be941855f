import { DescribeSecurityGroupsCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { Lister } from '../lister.ts';
import { pageOf } from '../page.ts';
import { ec2Resource } from './resource.ts';

const PAGE = 500;

export const securityGroups: Lister = {
  type: 'AWS::EC2::SecurityGroup',
  actions: ['ec2:DescribeSecurityGroups'],
  async list(context, spend, from) {
    spend();
    const { SecurityGroups = [], NextToken } = await context
      .clients(EC2Client)
      .send(new DescribeSecurityGroupsCommand({ MaxResults: PAGE, ...(from && { NextToken: from }) }));
    const found = SecurityGroups.map((one) =>
      ec2Resource(context, this.type, 'security-group', one.GroupId ?? '', one),
    );
    return pageOf(found, NextToken);
  },
};
