import type { FaultKind } from './fault.ts';

/** What a task definition and its service say, as far as FIS asks for it. */
export interface TaskFacts {
  readonly enableFaultInjection: boolean;
  readonly pidMode: string;
  readonly networkMode: string;
  readonly images: readonly string[];
  /** ECS Exec. */
  readonly execEnabled: boolean;
}

/** Faults that FIS carries out in the network of a task, or by killing processes in it. */
const NETWORK: readonly FaultKind[] = ['latency', 'packet-loss', 'dependency-cut'];

/** What tasks lack for a fault. AWS FIS User Guide, "Use the AWS FIS aws:ecs:task actions". */
export function taskGaps(kind: FaultKind, facts: TaskFacts): string[] {
  const { enableFaultInjection, pidMode, networkMode, images, execEnabled } = facts;
  const network = NETWORK.includes(kind);
  const gaps: [boolean, string][] = [
    [!images.some((image) => image.includes('amazon-ssm-agent')), 'a sidecar container with the SSM agent'],
    [network && !enableFaultInjection, 'enableFaultInjection: true in the task definition'],
    [network && pidMode !== 'task', "pidMode: 'task' in the task definition"],
    [network && !['awsvpc', 'host'].includes(networkMode), "networkMode: 'awsvpc' or 'host'"],
    [execEnabled, 'ECS Exec off: FIS and Exec exclude each other'],
  ];
  return gaps.flatMap(([isGap, words]) => (isGap ? [words] : []));
}

export interface FunctionFacts {
  /** ARNs. */
  readonly layers: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/** What a function lacks. AWS FIS User Guide, "Use the AWS FIS aws:lambda:function actions". */
export function functionGaps({ layers, variables }: FunctionFacts): string[] {
  const gaps: [boolean, string][] = [
    [!layers.some((arn) => arn.includes('aws-fis-extension')), 'the layer aws-fis-extension'],
    [
      variables['AWS_FIS_CONFIGURATION_LOCATION'] === undefined,
      'the variable AWS_FIS_CONFIGURATION_LOCATION',
    ],
    [
      variables['AWS_LAMBDA_EXEC_WRAPPER'] !== '/opt/aws-fis/bootstrap',
      'the variable AWS_LAMBDA_EXEC_WRAPPER=/opt/aws-fis/bootstrap',
    ],
  ];
  return gaps.flatMap(([isGap, words]) => (isGap ? [words] : []));
}

/**
 * Registers a task with Systems Manager, runs the agent, and registers the task off when it ends; with the tags by
 * which FIS and Operate find it. After the script of the FIS User Guide, "Use the AWS FIS aws:ecs:task actions".
 */
function registration(service: string): string {
  return `set -e
dnf install -y jq procps-ng awscli
task=$(curl -s "$ECS_CONTAINER_METADATA_URI_V4/task")
arn=$(echo "$task" | jq -er .TaskARN)
zone=$(echo "$task" | jq -er .AvailabilityZone)
region=$(echo "$arn" | cut -d: -f4)
activation=$(aws ssm create-activation --region "$region" --registration-limit 1 \\
  --default-instance-name "mi-$(basename "$arn")" --iam-role "$MANAGED_INSTANCE_ROLE_NAME" \\
  --tags "Key=ECS_TASK_ARN,Value=$arn" "Key=ECS_TASK_AVAILABILITY_ZONE,Value=$zone" \\
    "Key=FAULT_INJECTION_SIDECAR,Value=true" "Key=operate:service,Value=${service}")
id=$(echo "$activation" | jq -er .ActivationId)
leave() {
  aws ssm delete-activation --region "$region" --activation-id "$id" || true
  machine=$(jq -er .ManagedInstanceID /var/lib/amazon/ssm/registration)
  aws ssm deregister-managed-instance --region "$region" --instance-id "$machine" || true
  kill "$agent"
}
amazon-ssm-agent -register -y -region "$region" -id "$id" -code "$(echo "$activation" | jq -er .ActivationCode)"
amazon-ssm-agent &
agent=$!
trap leave TERM INT
wait "$agent"`;
}

/** CDK that closes the gaps of a pair's tasks. */
export function taskCdk(service: string): string {
  return `// The task definition of ${service}, so that faults can be injected inside its tasks.
const task = new ecs.FargateTaskDefinition(this, 'Task', {
  pidMode: ecs.PidMode.TASK,
  enableFaultInjection: true,
});
const agentRole = new iam.Role(this, 'AgentRole', {
  assumedBy: new iam.ServicePrincipal('ssm.amazonaws.com'),
  managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonSSMManagedInstanceCore')],
});
task.addToTaskRolePolicy(new iam.PolicyStatement({
  actions: ['ssm:CreateActivation', 'ssm:AddTagsToResource'],
  resources: ['*'],
}));
// The sidecar registers the task off by either role: once it is registered, its agent provides the credentials.
for (const role of [task.taskRole, agentRole])
  role.addToPrincipalPolicy(new iam.PolicyStatement({
    actions: ['ssm:DeleteActivation', 'ssm:DeregisterManagedInstance'],
    resources: ['*'],
  }));
agentRole.grantPassRole(task.taskRole);
const register = String.raw\`${registration(service)}\`;
task.addContainer('amazon-ssm-agent', {
  image: ecs.ContainerImage.fromRegistry('public.ecr.aws/amazon-ssm-agent/amazon-ssm-agent:latest'),
  essential: false,
  environment: { MANAGED_INSTANCE_ROLE_NAME: agentRole.roleName },
  entryPoint: ['/bin/bash', '-c'],
  command: [register],
});
// And in the service: enableExecuteCommand: false.`;
}

/** CDK that makes the target group to which errors are sent. */
export function faultGroupCdk(service: string, groupName: string): string {
  return `// A target group without targets: the balancer answers 503 for the share of requests that it gets.
const faults = new elbv2.CfnTargetGroup(this, 'Faults', {
  name: '${groupName}',
  targetType: 'ip',
  protocol: 'HTTP',
  port: 80,
  vpcId: vpc.vpcId,
  tags: [{ key: 'operate:service', value: '${service}' }],
});`;
}

/**
 * What a function needs besides, and nobody of us may read: FIS writes the fault where the function's extension reads it,
 * and deletes it afterwards.
 */
export function functionUnknowns(roleArn: string): string[] {
  return [`whether ${roleArn} may put and delete objects under AWS_FIS_CONFIGURATION_LOCATION`];
}

/**
 * CDK that closes the gaps of a function.
 * @param roleArn of the role that FIS takes on
 */
export function functionCdk(service: string, roleArn: string): string {
  return `// The function of ${service}, so that AWS FIS can delay its invocations and have them fail.
const bucket = new s3.Bucket(this, 'FisConfiguration', { enforceSSL: true, blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL });
const layer = lambda.LayerVersion.fromLayerVersionArn(this, 'Fis',
  ssm.StringParameter.valueForStringParameter(this, '/aws/service/fis/lambda-extension/AWS-FIS-extension-arm64/1.x.x'));
fn.addLayers(layer); // of the name aws-fis-extension-arm64; response streaming is off with it, even while it is idle
fn.addEnvironment('AWS_FIS_CONFIGURATION_LOCATION', bucket.arnForObjects('FisConfigs/'));
fn.addEnvironment('AWS_LAMBDA_EXEC_WRAPPER', '/opt/aws-fis/bootstrap');
bucket.grantRead(fn, 'FisConfigs/*');
// FIS puts the fault there by this role, and deletes it when it is over.
bucket.addToResourcePolicy(new iam.PolicyStatement({
  principals: [new iam.ArnPrincipal('${roleArn}')],
  actions: ['s3:PutObject', 's3:DeleteObject'],
  resources: [bucket.arnForObjects('FisConfigs/*')],
}));`;
}
