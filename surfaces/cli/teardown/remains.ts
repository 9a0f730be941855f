import { platformAlarms } from '../../../lib/alarm-plans.ts';
import type { Manifest } from '../../../lib/manifest.ts';
import { KEPT_DAYS } from './months.ts';

/** One thing that a teardown leaves behind. */
export interface Remain {
  readonly what: string;
  /** What it costs in a month, in words: US dollars, us-east-1. */
  readonly costs: string;
  readonly words: string;
}

const DAY_MS = 86_400_000;
const ALARM_METRIC_DOLLARS = 0.1;

/** What stays because it is evidence, or because a later deployment takes it up. */
export function remains(manifest: Manifest, anchoredUpTo: string | undefined): Remain[] {
  const { table, auditBucket, deadLetterQueue, naming } = manifest;
  const metrics = platformAlarms(manifest).reduce((sum, plan) => sum + plan.metrics.length, 0);
  const locked =
    anchoredUpTo === undefined
      ? 'Nothing was anchored, so nothing in it is locked.'
      : `Object Lock keeps it until ${new Date(Date.parse(anchoredUpTo) + KEPT_DAYS * DAY_MS).toISOString()}; nobody can empty it sooner.`;
  return [
    {
      what: `key alias/${naming.prefix}`,
      costs: '$1.00, $1.00 more after each of its first two rotations',
      words: 'The table, the bucket and the queue cannot be read without it.',
    },
    {
      what: `table ${table.name}`,
      costs: '$0.45 per GB',
      words: 'Records and audit, protected against deletion, with 35 days of backups.',
    },
    { what: `bucket ${auditBucket}`, costs: '$0.023 per GB', words: locked },
    {
      what: 'alarms of the platform',
      costs: `$${(metrics * ALARM_METRIC_DOLLARS).toFixed(2)}`,
      words:
        'audit-anchor-stale will go off, since nobody anchors any more; the topic tells whom it told before.',
    },
    {
      what: `queue ${deadLetterQueue.name}, bus, topic, schedule group`,
      costs: 'nothing',
      words: 'Paid by use, and nobody uses them. Letters are kept for 14 days.',
    },
    {
      what: 'log groups',
      costs: 'nothing',
      words: 'They go with the stacks of their functions and machines.',
    },
  ];
}

/**
 * How to remove the rest by hand, in order. From the deletion of the stack on only the end leads anywhere: a new deployment
 * cannot make what still has its name.
 */
export function byHand({ table, auditBucket, naming }: Manifest): string[] {
  const { prefix } = naming;
  const bucket = auditBucket.replace(naming.account, '$ACCOUNT');
  return [
    'ACCOUNT=$(aws sts get-caller-identity --query Account --output text)',
    // The alias goes with the stack, and the key has no other name.
    `KEY=$(aws kms describe-key --key-id alias/${prefix} --query KeyMetadata.KeyId --output text)`,
    `aws cloudwatch disable-alarm-actions --alarm-names ${prefix}-audit-anchor-stale`,
    'aws cloudformation delete-stack --stack-name OperatePlatform',
    `aws dynamodb update-table --table-name ${table.name} --no-deletion-protection-enabled`,
    `aws dynamodb delete-table --table-name ${table.name}`,
    `aws s3api delete-objects --bucket ${bucket} --delete "$(aws s3api list-object-versions --bucket ${bucket} --max-items 500 --query '{Objects: Versions[].{Key: Key, VersionId: VersionId}}' --output json)"  # once the lock has ended, until none is left`,
    `aws s3api delete-bucket --bucket ${bucket}`,
    `aws kms schedule-key-deletion --key-id $KEY --pending-window-in-days 30`,
  ];
}
