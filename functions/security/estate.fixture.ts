import { RULE_CASES } from '../../core/security/rule-cases.fixture.ts';
import { RULES } from '../../core/security/rules.ts';
import type { Estate } from '../../sandbox/estate/estate.ts';

const HERE = 'eu-west-1:000000000000';

/** Members by which a resource is named in its own description, with what stands there. */
const NAMES: Readonly<Record<string, (id: string) => string>> = {
  Name: (id) => id,
  UserName: (id) => id,
  RoleName: (id) => id,
  PolicyName: (id) => id,
  FunctionName: (id) => id,
  LoadBalancerName: (id) => id,
  DBInstanceIdentifier: (id) => id,
  VolumeId: (id) => id,
  GroupId: (id) => id,
  TableName: (id) => id,
  repositoryName: (id) => id,
  serviceName: (id) => id,
  name: (id) => id,
};

/** Further members that its listing goes by. */
const ARNS: Readonly<Record<string, (id: string) => object>> = {
  'AWS::Lambda::Function': (id) => ({ FunctionArn: `arn:aws:lambda:${HERE}:function:${id}` }),
  'AWS::DynamoDB::Table': (id) => ({ TableArn: `arn:aws:dynamodb:${HERE}:table/${id}` }),
  'AWS::RDS::DBInstance': (id) => ({ DBInstanceArn: `arn:aws:rds:${HERE}:db:${id}` }),
  'AWS::ElasticLoadBalancingV2::LoadBalancer': (id) => ({ LoadBalancerArn: balancerArn(id) }),
};

function balancerArn(id: string): string {
  return `arn:aws:elasticloadbalancing:${HERE}:loadbalancer/app/${id}/1`;
}

/** A case of a rule as it was put into the estate. */
export interface Planted {
  readonly rule: string;
  readonly type: string;
  readonly id: string;
  readonly fails: boolean;
}

/** The day that the dates of the cases are told from. */
const TOLD_FROM = Date.parse('2026-11-01T00:00:00.000Z');
const DATE = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** Puts every case of every rule into an estate, each as a resource of its own, with its dates as seen from now. */
export function plantCases(estate: Estate, now: number): Planted[] {
  estate.put('AWS::ECS::Cluster', `arn:aws:ecs:${HERE}:cluster/cases`, {});
  return RULES.flatMap(({ name: rule, type }) =>
    (RULE_CASES[rule] ?? []).map(({ properties, fails }, at) => {
      const id = `${rule}-${at}`;
      plant(estate, type, id, moved(properties, now - TOLD_FROM) as Properties);
      return { rule, type, id, fails };
    }),
  );
}

type Properties = Readonly<Record<string, unknown>>;

/** Puts one resource where its listing looks for it, with what belongs to it. */
export function plant(estate: Estate, type: string, id: string, properties: Properties): void {
  const named = Object.fromEntries(
    Object.entries(NAMES).flatMap(([member, nameOf]) => (member in properties ? [[member, nameOf(id)]] : [])),
  );
  const all = { ...properties, ...named, ...ARNS[type]?.(id) };
  switch (type) {
    case 'AWS::Logs::LogGroup': {
      const logGroupName = `${String(properties['logGroupName'])}/${id}`;
      estate.put(type, logGroupName, {
        ...without(all),
        logGroupName,
        arn: `arn:aws:logs:${HERE}:log-group:${logGroupName}:*`,
      });
      return;
    }
    case 'AWS::Lambda::Permission':
    case 'AWS::Lambda::Url':
      plant(estate, 'AWS::Lambda::Function', id, { FunctionName: id, Runtime: 'nodejs24.x' });
      break;
    case 'AWS::ElasticLoadBalancingV2::Listener': {
      const LoadBalancerArn = balancerArn(id);
      plant(estate, 'AWS::ElasticLoadBalancingV2::LoadBalancer', id, {
        LoadBalancerName: id,
        Type: 'application',
      });
      const ListenerArn = `arn:aws:elasticloadbalancing:${HERE}:listener/app/${id}/1/${id}`;
      estate.put(type, id, { ...all, ListenerArn, LoadBalancerArn });
      return;
    }
    case 'AWS::ECS::TaskDefinition': {
      const taskDefinitionArn = `arn:aws:ecs:${HERE}:task-definition/${id}`;
      estate.put(type, taskDefinitionArn, { ...all, taskDefinitionArn });
      plant(estate, 'AWS::ECS::Service', id, { serviceName: id, taskDefinition: taskDefinitionArn });
      return;
    }
    case 'AWS::ECS::Service': {
      const serviceArn = `arn:aws:ecs:${HERE}:service/cases/${id}`;
      estate.put(type, serviceArn, { ...all, serviceArn });
      return;
    }
    case 'AWS::DynamoDB::Table': {
      const { PointInTimeRecoveryStatus, ...table } = all as Properties;
      estate.put(type, id, table);
      estate.put('ContinuousBackups', id, { PointInTimeRecoveryStatus });
      return;
    }
    case 'AWS::ElasticLoadBalancingV2::LoadBalancer': {
      const { Attributes = {}, ...balancer } = all as Properties;
      estate.put(type, id, balancer);
      estate.put('LoadBalancerAttributes', balancerArn(id), Attributes as Properties);
      return;
    }
    default:
      break;
  }
  estate.put(type, id, all);
}

/** AWS leaves out what is not set. */
function without(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
}

function moved(value: unknown, by: number): unknown {
  if (typeof value === 'string' && DATE.test(value)) return new Date(Date.parse(value) + by).toISOString();
  if (Array.isArray(value)) return value.map((item) => moved(item, by));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, moved(member, by)]));
}

/** One finding of each service that findings are taken in from, with the service on. */
export function plantFindings(estate: Estate): void {
  estate.put('AWS::SecurityHub::Hub', 'default', {});
  estate.put('AWS::SecurityHub::Finding', 'f-1', {
    SchemaVersion: '2018-10-08',
    Id: 'f-1',
    ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/securityhub',
    GeneratorId: 'security-control/S3.8',
    AwsAccountId: '000000000000',
    CreatedAt: '2026-01-01T00:00:00.000Z',
    UpdatedAt: '2026-01-01T00:00:00.000Z',
    Severity: { Label: 'MEDIUM' },
    Title: 'S3 buckets should block public access',
    Description: 'It does not.',
    Resources: [{ Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::reports' }],
    Compliance: { Status: 'FAILED', SecurityControlId: 'S3.8' },
    Remediation: { Recommendation: { Text: 'Block public access.' } },
  });
  estate.put('AWS::InspectorV2::Account', 'on', {});
  estate.put('AWS::InspectorV2::Finding', 'f-2', {
    findingArn: `arn:aws:inspector2:${HERE}:finding/f-2`,
    awsAccountId: '000000000000',
    type: 'PACKAGE_VULNERABILITY',
    description: 'A hole.',
    title: 'CVE-2026-0001 - openssl',
    remediation: { recommendation: { text: 'Upgrade.' } },
    severity: 'CRITICAL',
    firstObservedAt: '2026-01-01T00:00:00.000Z',
    lastObservedAt: '2026-01-01T00:00:00.000Z',
    status: 'ACTIVE',
    resources: [{ type: 'AWS_ECR_CONTAINER_IMAGE', id: `arn:aws:ecr:${HERE}:repository/shop/sha256:1` }],
    packageVulnerabilityDetails: { vulnerabilityId: 'CVE-2026-0001', source: 'NVD' },
    exploitAvailable: 'YES',
    fixAvailable: 'YES',
  });
  estate.put('AWS::GuardDuty::Account', 'on', { Detectors: [{ Status: 'ENABLED' }] });
  estate.put('AWS::GuardDuty::Finding', 'f-3', {
    AccountId: '000000000000',
    Arn: `arn:aws:guardduty:${HERE}:detector/detector-0/finding/f-3`,
    CreatedAt: '2026-01-01T00:00:00.000Z',
    Id: 'f-3',
    Region: 'eu-west-1',
    Resource: { ResourceType: 'Instance' },
    SchemaVersion: '2.0',
    Severity: 8,
    Type: 'UnauthorizedAccess:EC2/SSHBruteForce',
    Title: 'Somebody tries passwords.',
    UpdatedAt: '2026-01-01T00:00:00.000Z',
  });
  estate.put('AWS::AccessAnalyzer::Analyzer', 'account', {});
  estate.put('AWS::AccessAnalyzer::Finding', 'f-4', {
    analyzedAt: '2026-01-01T00:00:00.000Z',
    createdAt: '2026-01-01T00:00:00.000Z',
    id: 'f-4',
    resource: `arn:aws:kms:${HERE}:key/k-1`,
    resourceType: 'AWS::KMS::Key',
    resourceOwnerAccount: '000000000000',
    status: 'ACTIVE',
    updatedAt: '2026-01-01T00:00:00.000Z',
    findingType: 'ExternalAccess',
  });
}
