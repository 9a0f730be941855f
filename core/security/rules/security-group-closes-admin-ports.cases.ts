import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'SSH for everybody',
    properties: {
      GroupId: 'sg-1',
      GroupName: 'web',
      Description: 'web',
      VpcId: 'vpc-1',
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: 22,
          ToPort: 22,
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
    what: 'SSH for one network',
    properties: {
      GroupId: 'sg-1',
      GroupName: 'web',
      Description: 'web',
      VpcId: 'vpc-1',
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: 22,
          ToPort: 22,
          IpRanges: [{ CidrIp: '10.0.0.0/8' }],
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
  {
    what: 'a range that holds RDP',
    properties: {
      GroupId: 'sg-1',
      GroupName: 'web',
      Description: 'web',
      VpcId: 'vpc-1',
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: 3000,
          ToPort: 4000,
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
    what: 'all protocols',
    properties: {
      GroupId: 'sg-1',
      GroupName: 'web',
      Description: 'web',
      VpcId: 'vpc-1',
      IpPermissions: [
        {
          IpProtocol: '-1',
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
    what: 'SSH for everybody by IPv6',
    properties: {
      GroupId: 'sg-1',
      GroupName: 'web',
      Description: 'web',
      VpcId: 'vpc-1',
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: 22,
          ToPort: 22,
          IpRanges: [],
          Ipv6Ranges: [{ CidrIpv6: '::/0' }],
          UserIdGroupPairs: [],
          PrefixListIds: [],
        },
      ],
      IpPermissionsEgress: [],
    },
    fails: true,
  },
];
