/** Folder of each AWS client's fake below `sandbox/`, so that a refusal can name the file to add to. */
const FOLDERS: Readonly<Record<string, string>> = {
  ApplicationAutoScalingClient: 'application-autoscaling',
  AutoScalingClient: 'auto-scaling',
  CloudWatchClient: 'cloudwatch',
  CloudWatchLogsClient: 'logs',
  DynamoDBClient: 'dynamodb',
  ECRClient: 'ecr',
  ECSClient: 'ecs',
  ElasticLoadBalancingV2Client: 'elbv2',
  EventBridgeClient: 'eventbridge',
  LambdaClient: 'lambda',
  S3Client: 's3',
  SchedulerClient: 'scheduler',
  SecretsManagerClient: 'secrets-manager',
  SFNClient: 'step-functions',
  SNSClient: 'sns',
};

/** The file to add a command of a client to. */
export function fileFor(client: string): string {
  const folder = FOLDERS[client] ?? client.replace(/Client$/, '').toLowerCase();
  return `sandbox/${folder}/`;
}
