import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A shape of a service's model, as far as requests are concerned. */
export interface Shape {
  readonly type: string;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly member?: { readonly shape: string };
  readonly key?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
  /** Exactly one member has to be given. */
  readonly union?: boolean;
}

/** A service as botocore describes it: AWS's own model, in the form of its Python SDK. */
export interface ServiceModel {
  readonly operations: Readonly<Record<string, { readonly input?: { readonly shape: string } }>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

export const HOW_TO_INSTALL =
  'botocore is not installed, so no request was checked against its models. Install it with: pip install botocore';

/** Folder of each client's models. */
const FOLDERS: Readonly<Record<string, string>> = {
  AccessAnalyzerClient: 'accessanalyzer',
  ApiGatewayV2Client: 'apigatewayv2',
  ApplicationAutoScalingClient: 'application-autoscaling',
  AutoScalingClient: 'autoscaling',
  BudgetsClient: 'budgets',
  CloudFormationClient: 'cloudformation',
  CloudTrailClient: 'cloudtrail',
  CloudWatchClient: 'cloudwatch',
  CloudWatchLogsClient: 'logs',
  ComputeOptimizerClient: 'compute-optimizer',
  ConfigServiceClient: 'config',
  CostExplorerClient: 'ce',
  CostOptimizationHubClient: 'cost-optimization-hub',
  DynamoDBClient: 'dynamodb',
  EC2Client: 'ec2',
  ECRClient: 'ecr',
  ECSClient: 'ecs',
  ElasticLoadBalancingV2Client: 'elbv2',
  EventBridgeClient: 'events',
  FisClient: 'fis',
  GuardDutyClient: 'guardduty',
  IAMClient: 'iam',
  Inspector2Client: 'inspector2',
  KMSClient: 'kms',
  LambdaClient: 'lambda',
  RDSClient: 'rds',
  S3Client: 's3',
  SchedulerClient: 'scheduler',
  SecretsManagerClient: 'secretsmanager',
  SecurityHubClient: 'securityhub',
  SESv2Client: 'sesv2',
  SFNClient: 'stepfunctions',
  SNSClient: 'sns',
  SQSClient: 'sqs',
  SSMClient: 'ssm',
  XRayClient: 'xray',
};

/**
 * Where botocore keeps its models; undefined, and said aloud, where it is not installed.
 * @throws Error in CI, where the check may not be skipped
 */
export function botocoreModels(): string | undefined {
  const program = 'import botocore, os; print(os.path.dirname(botocore.__file__))';
  const { status, stdout } = spawnSync('python3', ['-c', program], { encoding: 'utf8' });
  if (status === 0) return join(stdout.trim(), 'data');
  if (process.env['CI'] === 'true') throw new Error(HOW_TO_INSTALL);
  process.stderr.write(`\n*** SKIPPED: ${HOW_TO_INSTALL} ***\n\n`);
  return undefined;
}

/**
 * The latest model of a client's service.
 * @throws Error for a client of which no folder is known here
 */
export function modelOf(models: string, client: string): ServiceModel {
  const folder = FOLDERS[client];
  if (folder === undefined)
    throw new Error(`Say in ${import.meta.filename} where the models of ${client} are.`);
  const versions = readdirSync(join(models, folder)).sort();
  const file = join(models, folder, versions.at(-1) ?? '', 'service-2.json');
  const text = existsSync(file) ? readFileSync(file) : gunzipSync(readFileSync(`${file}.gz`));
  return JSON.parse(text.toString('utf8')) as ServiceModel;
}
