import { type Described, reading } from '../estate/described.ts';
import { listing } from '../estate/listing.ts';
import type { SandboxService } from '../service.ts';

/** Security groups of the estate, and what holds for new volumes. */
export function securityGroups({ estate }: Described): SandboxService {
  return {
    client: 'EC2Client',
    commands: {
      DescribeSecurityGroups: listing(estate, {
        type: 'AWS::EC2::SecurityGroup',
        action: 'ec2:DescribeSecurityGroups',
        member: 'SecurityGroups',
        paging: { size: 'MaxResults', token: 'NextToken', most: 1000 },
      }),
      GetEbsEncryptionByDefault: reading('ec2:GetEbsEncryptionByDefault', () => ({
        EbsEncryptionByDefault:
          estate.list('AWS::EC2::Account')[0]?.properties['EbsEncryptionByDefault'] ?? false,
      })),
    },
  };
}
