import { DescribeVolumesCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { Lister } from '../lister.ts';
import { pageOf } from '../page.ts';
import { ec2Resource } from './resource.ts';

const PAGE = 500;

export const volumes: Lister = {
  type: 'AWS::EC2::Volume',
  actions: ['ec2:DescribeVolumes'],
  async list(context, spend, from) {
    spend();
    const { Volumes = [], NextToken } = await context
      .clients(EC2Client)
      .send(new DescribeVolumesCommand({ MaxResults: PAGE, ...(from && { NextToken: from }) }));
    const found = Volumes.map((one) => ec2Resource(context, this.type, 'volume', one.VolumeId ?? '', one));
    return pageOf(found, NextToken);
  },
};
