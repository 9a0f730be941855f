import {
  Aws,
  aws_events as events,
  Fn,
  Stack,
  type StackProps,
  aws_scheduler as scheduler,
  aws_ssm as ssm,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { makeAlarm } from './alarms.ts';
import { platformAlarms } from './manifest/alarm-plans.ts';
import type { Manifest } from './manifest/manifest.ts';
import { GATEWAY_TOKEN, parameterName } from './manifest/resources.ts';
import { faultRolePlan, schedulerRolePlan } from './manifest/role-plans.ts';
import { makeAlarmTopic } from './platform/alarm-topic.ts';
import { makeAuditBucket } from './platform/audit-bucket.ts';
import { makeCountingRule } from './platform/counting-rule.ts';
import { makeKey } from './platform/customer-key.ts';
import { makeDeadLetterQueue } from './platform/dead-letter-queue.ts';
import { makeTable } from './platform/records-table.ts';
import { makeRole } from './role.ts';

export interface ManifestProps extends StackProps {
  readonly manifest: Manifest;
}

export interface PlatformProps extends ManifestProps {
  /** Addresses that the product's alarms notify. */
  readonly alarmEmails: readonly string[];
}

/** What all nouns share: state and its key, the bus, schedules, dead letters, and the alarms about all of it. */
export class PlatformStack extends Stack {
  constructor(scope: Construct, id: string, { manifest, alarmEmails, ...props }: PlatformProps) {
    super(scope, id, props);
    const { naming } = manifest;
    const key = makeKey(this, manifest);
    new ssm.StringParameter(this, 'KeyArn', {
      parameterName: parameterName(naming, 'key-arn'),
      stringValue: key.keyArn,
      description: 'The customer key, for the stacks that encrypt logs with it',
    });
    new ssm.StringParameter(this, 'GatewayToken', {
      parameterName: parameterName(naming, GATEWAY_TOKEN),
      // Random, and the same as long as this stack is there.
      stringValue: Fn.select(2, Fn.split('/', Aws.STACK_ID)),
      description: 'What the gateway adds to requests, by which functions know them for its own',
    });
    makeTable(this, manifest, key);
    makeAuditBucket(this, manifest.auditBucket, key);
    new events.EventBus(this, 'Bus', { eventBusName: manifest.bus });
    makeDeadLetterQueue(this, manifest, key);
    makeAlarmTopic(this, naming, key, alarmEmails);
    new scheduler.CfnScheduleGroup(this, 'Schedules', { name: manifest.scheduleGroup });
    makeRole(this, 'SchedulerRole', schedulerRolePlan(manifest));
    makeRole(this, 'FaultRole', faultRolePlan(manifest));
    for (const rule of manifest.countingRules) makeCountingRule(this, rule, manifest);
    for (const plan of platformAlarms(manifest)) makeAlarm(this, plan, manifest);
  }
}
