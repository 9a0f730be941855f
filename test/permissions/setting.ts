import { CloudWatchClient, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { type Installation, install } from '../flows/installation.ts';
import { EXPERIMENTS } from './chaos.ts';
import { RUNBOOKS } from './runbook-runs.ts';
import { DUE } from './schedules.ts';

/** Functions of users that answer for gates, by what they answer. */
export const GATES = { passing: 'release-check', failing: 'load-test' } as const;

const NIGHTLY = {
  name: DUE.schedule,
  expression: 'rate(1 day)',
  operation: 'run_scheduled',
  input: JSON.stringify(DUE),
};

/** An installation with everything beside it that operations may ask: gates, alarms, people to be told. */
export async function equipped(alarms: readonly string[]): Promise<Installation> {
  const installation = await install({
    release: { runbooks: RUNBOOKS, experiments: EXPERIMENTS, schedules: [NIGHTLY] },
  });
  const answers = {
    [GATES.passing]: { status: 'PASSED' },
    [GATES.failing]: { status: 'FAILED', reason: 'too slow' },
  };
  for (const [name, answer] of Object.entries(answers))
    installation.account.lambda.createFunction({
      name,
      roleArn: 'arn:aws:iam::000000000000:role/gates',
      tags: { 'operate:gate': 'yes' },
      handler: async () => answer,
    });
  for (const name of alarms) await putAlarm(installation, name);
  return installation;
}

async function putAlarm({ context }: Installation, name: string): Promise<void> {
  await context.clients(CloudWatchClient).send(
    new PutMetricAlarmCommand({
      AlarmName: name,
      Namespace: 'Shop',
      MetricName: 'Complaints',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
    }),
  );
}
