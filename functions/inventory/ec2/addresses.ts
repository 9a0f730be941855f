import { DescribeAddressesCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { Lister } from '../lister.ts';
import { pageOf } from '../page.ts';
import { ec2Resource } from './resource.ts';

/** Elastic IP addresses; EC2 answers all of them at once. */
export const addresses: Lister = {
  type: 'AWS::EC2::EIP',
  actions: ['ec2:DescribeAddresses'],
  async list(context, spend) {
    spend();
    const { Addresses = [] } = await context.clients(EC2Client).send(new DescribeAddressesCommand({}));
    const found = Addresses.map((one) =>
      ec2Resource(context, this.type, 'elastic-ip', one.AllocationId ?? '', one),
    );
    return pageOf(found, undefined);
  },
};
