import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'as AWS makes it',
    properties: {
      GroupId: 'sg-1',
      GroupName: 'default',
      Description: 'web',
      VpcId: 'vpc-1',
      IpPermissions: [
        {
          IpProtocol: '-1',
          UserIdGroupPairs: [{ GroupId: 'sg-1' }],
          IpRanges: [],
          Ipv6Ranges: [],
          PrefixListIds: [],
        },
      ],
      IpPermissionsEgress: [
        {
          IpProtocol: '-1',
          IpRanges: [{ CidrIp: '0.0.0.0/0' }],
          Ipv6Ranges: [],
          UserIdGroupPairs: [],
          PrefixListIds: [],
        },
      ],
    },
    fails: true,
  },
  {
    what: 'without rules',
    properties: {
      GroupId: 'sg-1',
      GroupName: 'default',
      Description: 'web',
      VpcId: 'vpc-1',
      IpPermissions: [],
      IpPermissionsEgress: [],
    },
    fails: false,
  },
  {
    what: 'another group with rules',
    properties: {
      GroupId: 'sg-1',
      GroupName: 'web',
      Description: 'web',
      VpcId: 'vpc-1',
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: 443,
          ToPort: 443,
          IpRanges: [{ CidrIp: '0.0.0.0/0' }],
          Ipv6Ranges: [],
          UserIdGroupPairs: [],
          PrefixListIds: [],
        },
      ],
      IpPermissionsEgress: [],
    },
    fails: false,
  },
];
