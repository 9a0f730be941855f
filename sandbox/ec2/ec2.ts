import type { Estate } from '../estate/estate.ts';
import { type Listing, listing, type Paging } from '../estate/listing.ts';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { Command, SandboxService } from '../service.ts';

const FILE = 'sandbox/ec2/ec2.ts';
const PAGED: Paging = { size: 'MaxResults', token: 'NextToken', most: 1000 };

/** Commands without filters: whoever lists wants all of them. */
const LISTINGS: Readonly<Record<string, Pick<Listing, 'type' | 'member' | 'paging' | 'shown'>>> = {
  // Every instance in a reservation of its own, as those are that were started one by one.
  DescribeInstances: {
    type: 'AWS::EC2::Instance',
    member: 'Reservations',
    paging: PAGED,
    shown: (instance, id) => ({ ReservationId: id.replace(/^i-/, 'r-'), Instances: [instance] }),
  },
  DescribeVolumes: { type: 'AWS::EC2::Volume', member: 'Volumes', paging: PAGED },
  DescribeSnapshots: { type: 'AWS::EC2::Snapshot', member: 'Snapshots', paging: PAGED },
  DescribeImages: { type: 'AWS::EC2::Image', member: 'Images', paging: PAGED },
  DescribeAddresses: { type: 'AWS::EC2::EIP', member: 'Addresses' },
  DescribeNatGateways: { type: 'AWS::EC2::NatGateway', member: 'NatGateways', paging: PAGED },
};

/** What an account owns; snapshots and images of others are not asked for. */
const OWNERS: Readonly<Record<string, string>> = {
  DescribeSnapshots: 'OwnerIds',
  DescribeImages: 'Owners',
};

/** EC2's describe calls, answered from the estate. */
export class Ec2 implements SandboxService {
  readonly client = 'EC2Client';
  readonly commands: Readonly<Record<string, Command>>;

  constructor(estate: Estate) {
    this.commands = Object.fromEntries(
      Object.entries(LISTINGS).map(([command, one]) => {
        const check = (input: object) => refuseOthers(command, input);
        return [command, listing(estate, { ...one, action: `ec2:${command}`, check })];
      }),
    );
  }
}

function refuseOthers(command: string, input: object): void {
  const owners = OWNERS[command];
  refuseOtherMembers(command, input, ['MaxResults', 'NextToken', ...(owners ? [owners] : [])], FILE);
}
