import { DescribeContinuousBackupsCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeSecurityGroupsCommand,
  EC2Client,
  GetEbsEncryptionByDefaultCommand,
} from '@aws-sdk/client-ec2';
import {
  DescribeLoadBalancerAttributesCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  GenerateCredentialReportCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListKeysCommand,
  ListResourceTagsCommand,
} from '@aws-sdk/client-kms';
import {
  GetBucketEncryptionCommand,
  GetBucketLoggingCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type Call, json } from './call.ts';
import { ec2, query, xml } from './xml-answer.ts';

const SECONDS = 1_767_225_600;
const Bucket = 'operate-audit';
const IAM = 'https://iam.amazonaws.com/doc/2010-05-08/';

/** What scans ask of identities, stores and the network. */
export const postureCalls: Readonly<Record<string, Call>> = {
  'security: iam account': {
    send: (clients) => clients(IAMClient).send(new GetAccountSummaryCommand({})),
    answers: [
      query(
        IAM,
        'GetAccountSummary',
        '<SummaryMap><entry><key>AccountMFAEnabled</key><value>1</value></entry></SummaryMap>',
      ),
    ],
    expected: { SummaryMap: { AccountMFAEnabled: 1 } },
  },
  'security: iam passwords': {
    send: (clients) => clients(IAMClient).send(new GetAccountPasswordPolicyCommand({})),
    answers: [
      query(
        IAM,
        'GetAccountPasswordPolicy',
        '<PasswordPolicy><MinimumPasswordLength>14</MinimumPasswordLength><RequireSymbols>true</RequireSymbols></PasswordPolicy>',
      ),
    ],
    expected: { PasswordPolicy: { MinimumPasswordLength: 14, RequireSymbols: true } },
  },
  'security: iam report is made': {
    send: (clients) => clients(IAMClient).send(new GenerateCredentialReportCommand({})),
    answers: [query(IAM, 'GenerateCredentialReport', '<State>COMPLETE</State>')],
    expected: { State: 'COMPLETE' },
  },
  'security: iam report': {
    send: (clients) => clients(IAMClient).send(new GetCredentialReportCommand({})),
    answers: [
      query(IAM, 'GetCredentialReport', '<Content>dXNlcg==</Content><ReportFormat>text/csv</ReportFormat>'),
    ],
    expected: { Content: new TextEncoder().encode('user') },
  },
  'security: iam details': {
    send: (clients) =>
      clients(IAMClient).send(new GetAccountAuthorizationDetailsCommand({ Filter: ['Role'], MaxItems: 100 })),
    answers: [
      query(
        IAM,
        'GetAccountAuthorizationDetails',
        '<IsTruncated>true</IsTruncated><Marker>m</Marker><RoleDetailList><member><RoleName>r</RoleName><AssumeRolePolicyDocument>%7B%7D</AssumeRolePolicyDocument></member></RoleDetailList>',
      ),
    ],
    expected: {
      IsTruncated: true,
      Marker: 'm',
      RoleDetailList: [{ RoleName: 'r', AssumeRolePolicyDocument: '%7B%7D' }],
    },
  },
  'security: kms keys': {
    send: (clients) => clients(KMSClient).send(new ListKeysCommand({ Limit: 50 })),
    answers: [json({ Keys: [{ KeyId: 'k' }], NextMarker: 'm' })],
    expected: { Keys: [{ KeyId: 'k' }], NextMarker: 'm' },
  },
  'security: kms key': {
    send: (clients) => clients(KMSClient).send(new DescribeKeyCommand({ KeyId: 'k' })),
    answers: [json({ KeyMetadata: { KeyId: 'k', CreationDate: SECONDS } })],
    expected: { KeyMetadata: { KeyId: 'k', CreationDate: new Date(SECONDS * 1000) } },
  },
  'security: kms rotation': {
    send: (clients) => clients(KMSClient).send(new GetKeyRotationStatusCommand({ KeyId: 'k' })),
    answers: [json({ KeyRotationEnabled: true })],
    expected: { KeyRotationEnabled: true },
  },
  'security: kms policy': {
    send: (clients) =>
      clients(KMSClient).send(new GetKeyPolicyCommand({ KeyId: 'k', PolicyName: 'default' })),
    answers: [json({ Policy: '{}' })],
    expected: { Policy: '{}' },
  },
  'security: kms tags': {
    send: (clients) => clients(KMSClient).send(new ListResourceTagsCommand({ KeyId: 'k' })),
    answers: [json({ Tags: [{ TagKey: 'a', TagValue: 'b' }] })],
    expected: { Tags: [{ TagKey: 'a', TagValue: 'b' }] },
  },
  'security: secrets': {
    send: (clients) => clients(SecretsManagerClient).send(new ListSecretsCommand({ MaxResults: 100 })),
    answers: [json({ SecretList: [{ Name: 'db', LastRotatedDate: SECONDS }] })],
    expected: { SecretList: [{ Name: 'db', LastRotatedDate: new Date(SECONDS * 1000) }] },
  },
  'security: s3 buckets': {
    send: (clients) =>
      clients(S3Client).send(new ListBucketsCommand({ MaxBuckets: 50, BucketRegion: 'eu-west-1' })),
    answers: [
      xml(
        '<ListAllMyBucketsResult><Buckets><Bucket><Name>shop</Name></Bucket></Buckets><ContinuationToken>more</ContinuationToken></ListAllMyBucketsResult>',
      ),
    ],
    expected: { Buckets: [{ Name: 'shop' }], ContinuationToken: 'more' },
  },
  'security: s3 block': {
    send: (clients) => clients(S3Client).send(new GetPublicAccessBlockCommand({ Bucket })),
    answers: [
      xml(
        '<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls></PublicAccessBlockConfiguration>',
      ),
    ],
    expected: { PublicAccessBlockConfiguration: { BlockPublicAcls: true } },
  },
  'security: s3 no block': {
    send: (clients) =>
      clients(S3Client).send(new GetPublicAccessBlockCommand({ Bucket: 'shop-without-block' })),
    answers: [
      {
        status: 404,
        ...xml('<Error><Code>NoSuchPublicAccessBlockConfiguration</Code><Message>None</Message></Error>'),
      },
    ],
    expected: { name: 'NoSuchPublicAccessBlockConfiguration', httpStatusCode: 404 },
  },
  'security: s3 policy': {
    send: (clients) => clients(S3Client).send(new GetBucketPolicyCommand({ Bucket })),
    answers: [{ body: '{}' }],
    expected: { Policy: '{}' },
  },
  'security: s3 versioning': {
    send: (clients) => clients(S3Client).send(new GetBucketVersioningCommand({ Bucket })),
    answers: [xml('<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>')],
    expected: { Status: 'Enabled' },
  },
  'security: s3 encryption': {
    send: (clients) => clients(S3Client).send(new GetBucketEncryptionCommand({ Bucket })),
    answers: [
      xml(
        '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>',
      ),
    ],
    expected: {
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    },
  },
  'security: s3 logging': {
    send: (clients) => clients(S3Client).send(new GetBucketLoggingCommand({ Bucket })),
    answers: [
      xml(
        '<BucketLoggingStatus><LoggingEnabled><TargetBucket>logs</TargetBucket><TargetPrefix>a</TargetPrefix></LoggingEnabled></BucketLoggingStatus>',
      ),
    ],
    expected: { LoggingEnabled: { TargetBucket: 'logs' } },
  },
  'security: s3 tags': {
    send: (clients) => clients(S3Client).send(new GetBucketTaggingCommand({ Bucket })),
    answers: [xml('<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>')],
    expected: { TagSet: [{ Key: 'a', Value: 'b' }] },
  },
  'security: dynamodb backups': {
    send: (clients) => clients(DynamoDBClient).send(new DescribeContinuousBackupsCommand({ TableName: 't' })),
    answers: [
      json({
        ContinuousBackupsDescription: {
          ContinuousBackupsStatus: 'ENABLED',
          PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
        },
      }),
    ],
    expected: {
      ContinuousBackupsDescription: {
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
      },
    },
  },
  'security: ec2 groups': {
    send: (clients) => clients(EC2Client).send(new DescribeSecurityGroupsCommand({ MaxResults: 500 })),
    answers: [
      ec2(
        'DescribeSecurityGroups',
        '<securityGroupInfo><item><groupId>sg-1</groupId><ipPermissions><item><ipProtocol>tcp</ipProtocol><fromPort>22</fromPort><toPort>22</toPort><ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item></ipRanges></item></ipPermissions></item></securityGroupInfo>',
      ),
    ],
    expected: {
      SecurityGroups: [
        { GroupId: 'sg-1', IpPermissions: [{ FromPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] },
      ],
    },
  },
  'security: ec2 default encryption': {
    send: (clients) => clients(EC2Client).send(new GetEbsEncryptionByDefaultCommand({})),
    answers: [ec2('GetEbsEncryptionByDefault', '<ebsEncryptionByDefault>true</ebsEncryptionByDefault>')],
    expected: { EbsEncryptionByDefault: true },
  },
  'security: elbv2 attributes': {
    send: (clients) =>
      clients(ElasticLoadBalancingV2Client).send(
        new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: 'a' }),
      ),
    answers: [
      query(
        'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
        'DescribeLoadBalancerAttributes',
        '<Attributes><member><Key>a</Key><Value>b</Value></member></Attributes>',
      ),
    ],
    expected: { Attributes: [{ Key: 'a', Value: 'b' }] },
  },
};
