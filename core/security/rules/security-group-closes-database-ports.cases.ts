import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'PostgreSQL for everybody',
    properties: {
      GroupId: 'sg-1',
      GroupName: 'web',
      Description: 'web',
      VpcId: 'vpc-1',
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: 5432,
          ToPort: 5432,
          IpRanges: [{ CidrIp: '0.0.0.0/0' }],
          Ipv6Ranges: [],
          UserIdGroupPairs: [],
          PrefixListIds: [],
        },
      ],
      IpPermissionsEgress: [],
    },
    fails: true,
  },
  {
    what: 'PostgreSQL for one network',
    properties: {
      GroupId: 'sg-1',
      GroupName: 'web',
      Description: 'web',
      VpcId: 'vpc-1',
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: 5432,
          ToPort: 5432,
          IpRanges: [{ CidrIp: '10.0.0.0/16' }],
          Ipv6Ranges: [],
          UserIdGroupPairs: [],
          PrefixListIds: [],
        },
      ],
      IpPermissionsEgress: [],
    },
    fails: false,
  },
  {
    what: 'HTTPS for everybody',
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
