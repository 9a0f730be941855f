import { platformAlarms } from '../../../lib/manifest/alarm-plans.ts';
import { KEPT_DAYS } from '../../../lib/manifest/kept-days.ts';
import type { Manifest } from '../../../lib/manifest/manifest.ts';
import { inDollars, MONTHLY_DOLLARS } from '../../../lib/manifest/prices.ts';
import { keyAlias } from '../../../lib/manifest/resources.ts';
import { PLATFORM_STACK } from '../../../lib/manifest/stack-names.ts';

/** One thing that a teardown leaves behind. */
export interface Remain {
  readonly what: string;
  /** What it costs in a month, in words: US dollars, us-east-1. */
  readonly costs: string;
  readonly words: string;
}

const DAY_MS = 86_400_000;

/** What stays because it is evidence, or because a later deployment takes it up. */
export function remains(manifest: Manifest, anchoredUpTo: string | undefined): Remain[] {
  const { table, auditBucket, deadLetterQueue, naming } = manifest;
  const metrics = platformAlarms(manifest).reduce((sum, plan) => sum + plan.metrics.length, 0);
  const locked =
    anchoredUpTo === undefined
      ? 'Nothing was anchored, so nothing in it is locked.'
      : `Object Lock keeps it until ${new Date(Date.parse(anchoredUpTo) + KEPT_DAYS.audit * DAY_MS).toISOString()}; nobody can empty it sooner.`;
  return [
    {
      what: `key ${keyAlias(naming)}`,
      costs: `${inDollars(MONTHLY_DOLLARS.key)}, ${inDollars(MONTHLY_DOLLARS.keyRotation)} more after each of its first two rotations`,
      words: 'The table, the bucket and the queue cannot be read without it.',
    },
    {
      what: `table ${table.name}`,
      costs: `${inDollars(MONTHLY_DOLLARS.tableGigabyte)} per GB`,
      words: `Records and audit, protected against deletion, with ${KEPT_DAYS.backups} days of backups.`,
    },
    {
      what: `bucket ${auditBucket}`,
      costs: `${inDollars(MONTHLY_DOLLARS.bucketGigabyte)} per GB`,
      words: locked,
    },
    {
      what: 'alarms of the platform',
      costs: inDollars(metrics * MONTHLY_DOLLARS.alarmMetric),
      words: 'Nothing sets them off any more; those about the other stacks went with them.',
    },
    {
      what: `queue ${deadLetterQueue.name}, bus, topic, schedule group`,
      costs: 'nothing',
      words: `Paid by use, and nobody uses them. Letters are kept for ${KEPT_DAYS.deadLetters} days.`,
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
  const bucket = auditBucket.replace(naming.account, '$ACCOUNT');
  return [
    'ACCOUNT=$(aws sts get-caller-identity --query Account --output text)',
    // The alias goes with the stack, and the key has no other name.
    `KEY=$(aws kms describe-key --key-id ${keyAlias(naming)} --query KeyMetadata.KeyId --output text)`,
    `aws cloudformation delete-stack --stack-name ${PLATFORM_STACK}`,
    `aws dynamodb update-table --table-name ${table.name} --no-deletion-protection-enabled`,
    `aws dynamodb delete-table --table-name ${table.name}`,
    `aws s3api delete-objects --bucket ${bucket} --delete "$(aws s3api list-object-versions --bucket ${bucket} --max-items 500 --query '{Objects: Versions[].{Key: Key, VersionId: VersionId}}' --output json)"  # once the lock has ended, until none is left`,
    `aws s3api delete-bucket --bucket ${bucket}`,
    `aws kms schedule-key-deletion --key-id $KEY --pending-window-in-days 30`,
  ];
}
