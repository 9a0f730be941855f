import type { Estate } from '../estate/estate.ts';
import { listing } from '../estate/listing.ts';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { AccountScope, Command, SandboxService } from '../service.ts';

const FILE = 'sandbox/rds/rds.ts';
const PAGING = { size: 'MaxRecords', token: 'Marker', most: 100 } as const;

/** RDS's describe calls, answered from the estate. */
export class Rds implements SandboxService {
  readonly client = 'RDSClient';
  readonly commands: Readonly<Record<string, Command>>;

  constructor({ region, accountId }: AccountScope, estate: Estate) {
    this.commands = {
      DescribeDBInstances: listing(estate, {
        type: 'AWS::RDS::DBInstance',
        action: 'rds:DescribeDBInstances',
        resource: `arn:aws:rds:${region}:${accountId}:db:*`,
        member: 'DBInstances',
        paging: PAGING,
        check: (input) => refuseOtherMembers('DescribeDBInstances', input, ['MaxRecords', 'Marker'], FILE),
      }),
    };
  }
}
