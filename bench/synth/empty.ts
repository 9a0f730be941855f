/** The least that CDK can synthesise under the same checks as ours: an app of one stack with one queue. */
import { App, Stack, aws_sqs as sqs } from 'aws-cdk-lib';

const app = new App({
  outdir: process.env['CDK_OUTDIR'] ?? 'cdk.out',
  context: { '@aws-cdk/core:validateAgainstDefaultRules': true },
});
new sqs.CfnQueue(new Stack(app, 'Empty'), 'Queue');
app.synth();
