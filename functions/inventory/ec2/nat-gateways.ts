import { DescribeNatGatewaysCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { Lister } from '../lister.ts';
import { pageOf } from '../page.ts';
import { ec2Resource } from './resource.ts';

const PAGE = 500;

export const natGateways: Lister = {
  type: 'AWS::EC2::NatGateway',
  actions: ['ec2:DescribeNatGateways'],
  async list(context, spend, from) {
    spend();
    const { NatGateways = [], NextToken } = await context
      .clients(EC2Client)
      .send(new DescribeNatGatewaysCommand({ MaxResults: PAGE, ...(from && { NextToken: from }) }));
    const found = NatGateways.map((one) =>
      ec2Resource(context, this.type, 'natgateway', one.NatGatewayId ?? '', one),
    );
    return pageOf(found, NextToken);
  },
};
