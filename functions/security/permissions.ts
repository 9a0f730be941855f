import type { Statement } from '../operation.ts';

const here = (service: string, resource: string) => `arn:aws:${service}:{region}:{account}:${resource}`;

/** What the resources of a service's reads are called, where AWS lets a policy name them. */
const RESOURCES: Readonly<Record<string, string>> = {
  'access-analyzer:': here('access-analyzer', 'analyzer/*'),
  'apigateway:': 'arn:aws:apigateway:{region}::/apis*',
  'cloudtrail:': here('cloudtrail', 'trail/*'),
  'config:': here('config', 'configuration-recorder/*'),
  'dynamodb:': here('dynamodb', 'table/*'),
  'ecr:': here('ecr', 'repository/*'),
  'ecs:': here('ecs', 'service/*'),
  'guardduty:': here('guardduty', 'detector/*'),
  'kms:': here('kms', 'key/*'),
  'lambda:': here('lambda', 'function:*'),
  'rds:': here('rds', 'db:*'),
  'securityhub:': here('securityhub', 'hub/default'),
  's3:': 'arn:aws:s3:::*',
  'sns:': here('sns', '*'),
  'sqs:': here('sqs', '*'),
  'states:': here('states', 'stateMachine:*'),
};
/** Reads for which AWS knows no resource (Service Authorization Reference). */
const ACCOUNT_WIDE =
  /^(iam:|ec2:|inspector2:|elasticloadbalancing:|(s3:ListAllMyBuckets|kms:ListKeys|secretsmanager:ListSecrets|cloudtrail:DescribeTrails|guardduty:ListDetectors|guardduty:ListFindings|guardduty:GetFindings|dynamodb:ListTables|lambda:ListFunctions|ecs:ListClusters|ecs:ListServices|ecs:DescribeTaskDefinition|logs:DescribeLogGroups|sns:ListTopics|sqs:ListQueues|events:ListEventBuses|states:ListStateMachines)$)/;

/** Statements that reads need: each action on its service's resources, or on all where AWS knows none. */
export function readsOf(actions: readonly string[]): Statement[] {
  const wide = actions.filter((action) => ACCOUNT_WIDE.test(action));
  const byResource = new Map<string, string[]>();
  for (const action of actions.filter((one) => !wide.includes(one))) {
    const resource = resourceOf(action);
    byResource.set(resource, [...(byResource.get(resource) ?? []), action]);
  }
  return [
    ...(wide.length > 0 ? [{ actions: wide, resources: ['*'] }] : []),
    ...[...byResource].map(([resource, some]) => ({ actions: some, resources: [resource] })),
  ];
}

/** @throws Error for an action of a service that nothing is known of */
function resourceOf(action: string): string {
  const found = Object.entries(RESOURCES).find(([begin]) => action.startsWith(begin));
  if (!found) throw new Error(`Say in functions/security/permissions.ts what ${action} reads.`);
  return found[1];
}

/** Keeping evidence. */
export const KEEP_EVIDENCE: Statement = {
  actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
  resources: ['{table}'],
};
