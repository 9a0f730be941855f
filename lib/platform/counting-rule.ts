import { aws_events as events } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { CountingRule } from '../manifest/counting-rules.ts';
import type { Manifest } from '../manifest/manifest.ts';

/** A rule that calls nobody, so that CloudWatch counts its matches. */
export function makeCountingRule(
  scope: Construct,
  { name, pattern }: CountingRule,
  { naming }: Manifest,
): void {
  const rule = new events.CfnRule(scope, `${name}-rule`, {
    name: `${naming.prefix}-${name}`,
    eventPattern: pattern,
    // cdk-nag goes through the targets, and EventBridge takes no empty list of them.
    targets: [],
  });
  rule.addPropertyDeletionOverride('Targets');
}
