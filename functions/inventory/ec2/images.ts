import { DescribeImagesCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { Lister } from '../lister.ts';
import { pageOf } from '../page.ts';
import { ec2Resource } from './resource.ts';

const PAGE = 1000;

export const images: Lister = {
  type: 'AWS::EC2::Image',
  actions: ['ec2:DescribeImages'],
  async list(context, spend, from) {
    spend();
    const { Images = [], NextToken } = await context
      .clients(EC2Client)
      .send(
        new DescribeImagesCommand({ Owners: ['self'], MaxResults: PAGE, ...(from && { NextToken: from }) }),
      );
    const found = Images.map((one) => ec2Resource(context, this.type, 'image', one.ImageId ?? '', one));
    return pageOf(found, NextToken);
  },
};
