/** A finding of cdk-nag that is right as it is, and why. */
export interface Suppression {
  /** What cdk-nag calls the rule, with its finding in brackets where it names one. */
  readonly finding: RegExp;
  /** Construct paths. */
  readonly at: RegExp;
  readonly reason: string;
}

const ROLES = /-role\/Resource$/;

export const SUPPRESSIONS: readonly Suppression[] = [
  {
    finding: /^AwsSolutions-IAM5\[Resource::\*\]$/,
    at: ROLES,
    reason:
      'Only for actions without resource-level permissions; lib/manifest/unscoped-actions.ts lists them, a test holds it.',
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::arn:aws:(?!iam:)[a-z0-9]+:.*[:/]operate[-/].*\*\]$/,
    at: ROLES,
    reason:
      "Our own resources, whose last part is made at run time: a version's number, a stream, an object, a run.",
  },
  {
    finding:
      /^AwsSolutions-IAM5\[Resource::arn:aws:(application-autoscaling|cloudtrail|cloudwatch|ecr|ecs|elasticloadbalancing|lambda):(<AWS::Region>|\*):<AWS::AccountId>:[a-z/:-]+\*\]$/,
    at: ROLES,
    reason:
      "Users' resources are registered long after synth. Writes on them ask for the tag operate:service or operate:gate where AWS supports it; each statement is in its role's golden.",
  },
  {
    finding:
      /^AwsSolutions-IAM5\[Resource::arn:aws:(sqs:<AWS::Region>:<AWS::AccountId>:|ec2:<AWS::Region>:<AWS::AccountId>:instance\/)\*\]$/,
    at: /\/(call_aws|run_command)-role\/Resource$/,
    reason:
      "Users' queues and machines, which runbooks repair: both statements ask for the tag operate:service.",
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::arn:aws:logs:<AWS::Region>:<AWS::AccountId>:log-group:\*\]$/,
    at: /\/(query_logs|analyze_logs|investigate_incident|note_cause|optimize_performance)-role\/Resource$/,
    reason: "Reads lines of users' log groups, whose names only their task definitions say.",
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::arn:aws:iam::<AWS::AccountId>:role\/.*\*.*\]$/,
    at: /\/(apply_optimization|drive_ecs_pair)-role\/Resource$/,
    reason: "The roles of users' tasks, to be passed to ECS only; the context taskRoles narrows them.",
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::(\*|arn:aws:(ecs|lambda|ssm):.*\*)\]$/,
    at: /\/FaultRole\/Resource$/,
    reason:
      "What AWS FIS needs to disturb users' tasks, machines and functions, which are registered long after synth: writes ask for the tag operate:service, documents are AWS's own; see the role's golden.",
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::arn:aws:[a-z0-9-]+:.*\*\]$/,
    at: /^Operate(Costs|Security)\/[a-z_]+-role\/Resource$/,
    reason: 'Scans look at every resource of the account of their types; all of these actions are reads.',
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::arn:aws:autoscaling:.*\*\]$/,
    at: /\/(evaluate_scaling|scale_resources)-role\/Resource$/,
    reason: "Users' groups are registered long after synth; the statement asks for the tag operate:service.",
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::arn:aws:(fis|logs|ssm):.*\*\]$/,
    at: /^OperateChaos\/[a-z_]+-role\/Resource$/,
    reason:
      "Experiments of FIS have names that AWS makes, users' lines and machines are known only at run time; commands ask for the tag operate:service.",
  },
  {
    finding: /^Serverless-LambdaStarPermissions$/,
    at: ROLES,
    reason: 'The same wildcards as those of AwsSolutions-IAM5 above, which are judged one by one.',
  },
  {
    finding: /^Serverless-LambdaDLQ$/,
    at: /^Operate[A-Za-z]+\/[a-z_]+\/Resource$/,
    reason:
      'An on-failure destination takes them to the same queue and, unlike a dead-letter target, names the function.',
  },
  {
    finding: /^Serverless-LambdaEventSourceMappingDestination$/,
    at: /^Operate[A-Za-z]+\/[a-z-]+-mapping$/,
    reason:
      "Lambda takes no destination for a queue: the queue's own redrive policy takes what fails to the dead letters.",
  },
  {
    finding: /^(AwsSolutions-SQS3|Serverless-SQSRedrivePolicy)$/,
    at: /^OperatePlatform\/DeadLetters\/Resource$/,
    reason: 'This is the dead-letter queue.',
  },
  {
    finding: /^AwsSolutions-S1$/,
    at: /^OperatePlatform\/Audit\/Resource$/,
    reason:
      'Objects are locked in compliance mode, so nobody can change what a log would tell of; who reads them is in CloudTrail.',
  },
  {
    finding: /^AwsSolutions-SF1$/,
    at: /^Operate(Rollouts|Incidents|Runbooks|Chaos|Costs|Performance|Security)\/[a-z-]+$/,
    reason:
      'Errors are logged, without data: inputs carry task tokens. The whole history is in the execution itself.',
  },
  {
    finding: /^AwsSolutions-APIG4$/,
    at: /^OperateApi(Tokens)?\/(Iam|Tokens)\/receive_signal$/,
    reason:
      'Other monitoring systems sign with a secret of theirs, which the function verifies before it does anything; the route has a throttle of its own.',
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::arn:aws:ses:<AWS::Region>:<AWS::AccountId>:identity\/\*\]$/,
    at: /\/deliver_notifications-role\/Resource$/,
    reason:
      'The alerting document names the sender, long after synth; only identities that the account has verified can send.',
  },
];
